import type { z } from "zod";
import { choice, list, table, text, whole } from "./words.ts";

/** The largest payload of a datagram over IPv4. */
const MOST_DATAGRAM_BYTES = 65_507;

/** How the assignment's echo server answers. */
export const echoForm = table("echo", {
  reply: choice("reply", ["same", "upper", "lower", "reverse"]).default("same")
    .describe("what comes back: the same bytes, ASCII letters changed, or the order turned round"),
  prefix: text("prefix", '"Echo: "').optional().describe("a text in front of each reply"),
  unit: choice("unit", ["stream", "line", "datagram"]).optional()
    .describe("what a reply is made of: over TCP stream or line, over UDP always datagram"),
  "max-datagram": whole("max-datagram", { from: 1, to: MOST_DATAGRAM_BYTES }).optional()
    .describe("the largest datagram that must come back; larger ones are left out"),
}).superRefine(({ unit, prefix, reply, ...rest }, context) => {
  const complain = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (unit === "stream" && prefix !== undefined) {
    complain("prefix", "A stream has no replies to put a text before; write unit: line");
  }
  if (unit === "stream" && reply === "reverse") {
    complain("reply", "A stream can't be turned round before it ends; write unit: line");
  }
  if (unit === "line" && rest["max-datagram"] !== undefined) {
    complain("max-datagram", "Lines are no datagrams; leave unit or max-datagram out");
  }
});

/** How the assignment's echo server answers, as a lab file says it. */
export type EchoForm = z.output<typeof echoForm>;

const protectedForm = table("an entry of http.protected", {
  path: text("path", "/staff").regex(/^\/.+/, {
    error: ({ input }) => `Expected path to begin with a slash, found "${input}"; write /${input}`,
  }),
  user: text("user", "ada"),
  password: text("password", '"l0vel@ce"'),
});

/** What the assignment fixes for its web server. */
export const httpForm = table("http", {
  index: text("index", "home.html").regex(/^[\w.-]+$/, {
    error: ({ input }) => `Expected index to be a file's name, found "${input}"`,
  }).default("index.html").describe("the file that a folder stands for"),
  "not-found-status": whole("not-found-status", { from: 400, to: 499 }).optional()
    .describe("the one status for what isn't there"),
  "unsupported-method": whole("unsupported-method", { from: 400, to: 599 }).optional()
    .describe("the one status for a method that isn't supported"),
  protected: list("protected", {
    of: protectedForm,
    example: "- { path: /staff, user: ada, password: secret }",
  }).default([]).describe("paths that need a password (Basic)"),
});

/** What the assignment fixes for its web server, as a lab file says it. */
export type HttpForm = z.output<typeof httpForm>;
