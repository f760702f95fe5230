import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { type Mistake, mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { byOverflow } from "../diagnose/refusals.ts";
import { recordLoop } from "../slip_servers.ts";

/** A length from the network is larger than the buffer. */
export const bufferOverflow = (layout: Layout): Mistake =>
  mistake({
    id: "buffer-overflow",
    suites: ["byte-order"],
    kind: "mistake",
    title: "Reads more than its buffer holds",
    shows: "a record that announces more than is allowed ends the whole server",
    why:
      "The length comes from the network. recv() with it as its size writes behind the end of the buffer, over whatever lies there: the program dies, or does what an attacker wants. Compare it with the size of the buffer first.",
    code: {
      c: {
        wrong: "char text[1024]; recv(client, text, len, MSG_WAITALL);",
        right:
          "char text[1024];\nif (len > sizeof text) { close(client); return; }\nrecv(client, text, len, MSG_WAITALL);",
      },
      java: {
        wrong: "in.readFully(text, 0, length);",
        right: "if (length > text.length) { socket.close(); return; }",
      },
      javascript: {
        wrong: "data.copy(text, 0, 8, 8 + length);",
        right: "if (length > text.length) return socket.destroy();",
      },
    },
    alike: {
      ids: ["die-with-error"],
      words:
        "An error that ends the program on purpose looks the same. echo $? tells: 139 is a broken memory access, 134 a guard that has found it.",
    },
    recognise: byOverflow,
    serve: eachClient((client, program) =>
      recordLoop(client, (bytes) => {
        const next = rightForm(layout).step(bytes);
        if (next === "closes") program.exit();
        return next;
      })
    ),
  });
