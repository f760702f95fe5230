import { assert } from "@std/assert";
import { definition } from "../testing/reports.ts";
import { explanation } from "./explain_command.ts";

const HAZARD = definition("tcp-echo/survival/reset", {
  title: "Survives a reset",
  level: "standard",
  must: "Go on serving others when a client resets its connection after its half-close.",
  why: "send() to a client that is gone raises SIGPIPE, which ends your program.",
  sources: [{ label: "RFC 9293 §3.10", url: "https://www.rfc-editor.org/rfc/rfc9293.html" }],
  needs: ["tcp-echo/clients/next-client"],
  waitsMs: 1500,
  provokes: "a client reset its connection",
  byHand: { run: "curl -m 3 {host}:{port}/", right: "one\ntwo" },
});

Deno.test("explanation() says all that is known of a check", async (t) => {
  await t.assertSnapshot(explanation(HAZARD, 80));
});

Deno.test("explanation() wraps what isn't there to be pasted", () => {
  for (const columns of [20, 40]) {
    const wide = explanation(HAZARD, columns).split("\n").filter((line) => line.length > columns);
    assert(wide.every((line) => /https:|curl|deno task|^tcp-echo/.test(line)), wide.join("\n"));
  }
});
