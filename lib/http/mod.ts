/**
 * HTTP/1.x responses: bytes in, messages and problems out (RFC 9110, RFC 9112). Pure: no sockets, no clock.
 *
 * @module
 */
export { type BodySink, type Ending } from "./body.ts";
export { type BodyComparison, compareBody } from "./compare_body.ts";
export { type DateForm, describeBadDate, type HttpDate, parseHttpDate } from "./date.ts";
export { type Field, isToken } from "./field_line.ts";
export { fieldValue, fieldValues, listMembers } from "./fields.ts";
export { type Framing, type RequestInfo } from "./framing.ts";
export { type Head, isInterim, MAX_FIELDS, MAX_HEAD_BYTES } from "./head.ts";
export { createParser } from "./parser.ts";
export { type Nature, type Problem, problem, type ProblemKind, PROBLEMS } from "./problem.ts";
export {
  type Body,
  type Conversation,
  type Outcome,
  outcome,
  type Response,
  type Surplus,
} from "./response.ts";
export { type ExpectedResponse, type Parser, type ParserOptions, type Progress } from "./types.ts";
