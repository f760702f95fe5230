import type { Site } from "../../site/site.ts";
import { latin1 } from "./request.ts";
import type { Steps, WebAnswer, WebRequest } from "./steps.ts";

/** What an answer is made by. */
export interface Making {
  readonly does: Steps;
  readonly site: Site;
  readonly bufferBytes: number;
}

/** The answer to a request, or to one that has been found wanting already. */
export function makeAnswer(
  status: number,
  request: WebRequest | null,
  { does, site, bufferBytes }: Making,
): WebAnswer {
  const error = (status: number) => errorAnswer(status, request, does);
  if (status > 0 || request === null) return error(status || 400);
  const denied = does.authorised(request);
  if (denied > 0) return error(denied);
  const path = does.path(request.target);
  const file = typeof path === "number" ? path : does.find(path, site);
  if (typeof file === "number") return error(file);
  const [etag, modified] = [does.etag(file), does.lastModified()];
  const known: WebAnswer["fields"] = [
    ...(etag === null ? [] : [["ETag", etag] as const]),
    ...(modified === null ? [] : [["Last-Modified", modified] as const]),
  ];
  const condition = does.condition(request, { etag, modified });
  if (condition === 304) return { status: 304, fields: known, content: new Uint8Array() };
  if (condition === 412) return error(412);
  const whole = does.read(file, bufferBytes);
  const type = does.type(file.path);
  const fields = type === null ? known : [...known, ["Content-Type", type] as const];
  const part = does.range(request, whole.length);
  if (part === null) return { status: 200, fields, content: whole };
  if (part === 416) return withSize(error(416), whole.length);
  const [from, to] = part;
  const place = ["Content-Range", `bytes ${from}-${to - 1}/${whole.length}`] as const;
  return { status: 206, fields: [...fields, place], content: whole.slice(from, to) };
}

function errorAnswer(status: number, request: WebRequest | null, does: Steps): WebAnswer {
  return {
    status,
    fields: [["Content-Type", "text/plain"], ...does.errorFields(status, request)],
    content: latin1(does.errorPage(status)),
  };
}

function withSize(answer: WebAnswer, size: number): WebAnswer {
  const fields = answer.fields.map(([name, value]) =>
    [name, value.replace("{size}", String(size))] as const
  );
  return { ...answer, fields };
}
