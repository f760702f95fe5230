import type { Mistake } from "../../../lib/mistake.ts";
import type { Site } from "../../../lib/site/site.ts";
import { forSite, type WebMistake } from "../web_mistake.ts";
import { errorStatus200 } from "./error_status_200.ts";
import { hostNotChecked } from "./host_not_checked.ts";
import { lfLineEnds } from "./lf_line_ends.ts";
import { nullDereference } from "./null_dereference.ts";
import { oneRecvOneMessage } from "./one_recv_one_message.ts";
import { pathTraversal } from "./path_traversal.ts";
import { requestBodyNotRead } from "./request_body_not_read.ts";
import { wrongContentLength } from "./wrong_content_length.ts";

/** The mistakes of a web server; of two that explain the same checks the earlier one is named. */
export const WEB_MISTAKES: readonly WebMistake[] = [
  // What answers look like, and what is served.
  lfLineEnds,
  wrongContentLength,
  errorStatus200,
  pathTraversal,
  // What is believed of a request, how connections are used, and what ends the program.
  hostNotChecked,
  requestBodyNotRead,
  nullDereference,
  oneRecvOneMessage,
];

/** The mistakes of a web server that serves a site. */
export function httpMistakes(site: Site): readonly Mistake[] {
  return WEB_MISTAKES.map((mistake) => forSite(mistake, site));
}
