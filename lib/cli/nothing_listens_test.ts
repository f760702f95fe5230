import { assertEquals } from "@std/assert";
import { parseListeners } from "../run/listeners.ts";
import type { Bound } from "../program.ts";
import { swapBytes } from "../diagnose/unreached.ts";
import { wordsFor } from "./nothing_listens.ts";

const HERE = { host: "127.0.0.1", port: 7007 };
const FIRST = "Nothing listens on 127.0.0.1:7007. Is your server running? Did it print an error?";

const ROWS: readonly (readonly [Bound[], string[]])[] = [
  [[], [FIRST]],
  [[{ transport: "tcp", host: "0.0.0.0", port: 24347 }], [
    FIRST,
    "Something listens on 24347, the same port with its bytes swapped: sin_port needs htons()",
  ]],
  [[{ transport: "udp", host: "0.0.0.0", port: 7007 }], [
    FIRST,
    "Something is bound to UDP port 7007: for TCP the socket must be a SOCK_STREAM",
  ]],
  [[{ transport: "tcp", host: "::1", port: 7007 }], [
    FIRST,
    "Something listens on [::1]:7007, another address: bind() to INADDR_ANY serves all of them",
  ]],
  [[{ transport: "tcp", host: "127.0.0.1", port: 80 }], [FIRST]],
];

Deno.test("wordsFor() says what listens nearby", () => {
  for (const [listeners, lines] of ROWS) {
    assertEquals(wordsFor(HERE, "tcp", listeners), lines.join("\n"));
  }
});

Deno.test("wordsFor() says nothing of this machine where another was asked", () => {
  const far = { host: "192.0.2.1", port: 7007 };
  const swapped: Bound = { transport: "tcp", host: "0.0.0.0", port: swapBytes(7007) };
  assertEquals(wordsFor(far, "tcp", [swapped]).split("\n").length, 1);
});

Deno.test("parseListeners() reads the kernel's table", () => {
  const table = [
    "  sl  local_address rem_address   st",
    "   0: 0100007F:1B5F 00000000:0000 0A 00000000:00000000",
    "   1: 0100007F:9C40 0100007F:1B5F 01 00000000:00000000",
    "   2: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A",
    "   3: 00000000000000000000000000000000:0051 00000000000000000000000000000000:0000 0A",
    "",
  ].join("\n");
  assertEquals(parseListeners(table, "tcp"), [
    { transport: "tcp", host: "127.0.0.1", port: 7007 },
    { transport: "tcp", host: "::1", port: 80 },
    { transport: "tcp", host: "::", port: 81 },
  ]);
});
