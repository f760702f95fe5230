import { between, closed, judgeAnswer } from "../answer.ts";
import { httpCheck } from "../http_check.ts";
import { CONTENT } from "../request.ts";
import { rfc } from "../sources.ts";

/** A file that a stranger wants to write: asked only of a launched server, which serves a copy. */
export const putUnsafe = httpCheck({
  id: "http/methods/method-put-unsafe",
  title: "Lets nobody write files by PUT",
  level: "strict",
  must: "Refuse PUT: 405, or 501.",
  why:
    "Whoever may write files of the document root owns the site. A server that doesn't mean to offer it refuses the method.",
  sources: [rfc("9110 §9.3.4")],
  async run(http) {
    const exchange = await http.ask({
      method: "PUT",
      target: http.missing(),
      fields: [`Content-Length: ${CONTENT.length}`],
      content: CONTENT,
    });
    const due = {
      complies: [between("9110 §9.3.4", 400, 599)],
      tolerable: [closed("9110 §9.3.4")],
    };
    judgeAnswer(exchange, due, "PUT for a new file");
  },
});
