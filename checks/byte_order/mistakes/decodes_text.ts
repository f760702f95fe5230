import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** Bytes are turned into text, and back. */
export const decodesText = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "decodes-text",
    title: "Turns bytes into text and back",
    shows:
      "bytes of the text that are no valid characters come back as EF BF BD, as two bytes for one, or not at all",
    why:
      "decode() and toString() read bytes as characters. What no character stands for is replaced (EF BF BD), left out, or an exception. Written back in another encoding, one byte becomes two, and the length is wrong.",
    code: {
      c: {
        wrong: "mbstowcs(wide, text, len); wcstombs(out, wide, sizeof out);",
        right: "send(client, text, len, 0);",
      },
      python: {
        wrong: "client.sendall(head + text.decode().encode())",
        right: "client.sendall(head + text)",
      },
      java: {
        wrong: "out.write(new String(text).getBytes());",
        right: "out.write(text, 0, length);",
      },
      javascript: { wrong: "socket.write(text.toString());", right: "socket.write(text);" },
    },
  }, { byHand: sampleByHand(layout, new Uint8Array([0xc0, 0x80])) });
