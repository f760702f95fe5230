import { assertEquals } from "@std/assert";
import { utf8 } from "../../bytes/text.ts";
import { layOut } from "../../text/blocks.ts";
import { drawLines, isLines } from "./message_lines.ts";

Deno.test("isLines() takes heads of messages, and no binary data", () => {
  assertEquals(isLines(utf8("GET / HTTP/1.1\r\nHost: x\r\n\r\n")), true);
  assertEquals(isLines(new Uint8Array([0, 1, 2, 10, 200])), false);
  assertEquals(isLines(utf8("no line end")), false);
});

Deno.test("drawLines() makes line ends visible, and lets no control byte through", () => {
  const data = utf8("HTTP/1.1 200 OK\nX: \x1b[2J\r\n\r\n<html>");
  const drawing = layOut(drawLines("answered", { data, bytes: 1000 }, 80), 80);
  assertEquals(
    drawing,
    [
      "    answered    HTTP/1.1 200 OK\\n",
      "                X: \\x1b[2J\\r\\n",
      "                \\r\\n",
      "                and 973 bytes behind them",
    ].join("\n"),
  );
});
