import { recogniser } from "../../../lib/diagnose/reading.ts";
import { isEchoed } from "../../../lib/diagnose/conversation.ts";
import { isPrinted } from "../../slips.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { asJavaArray, asJsonBuffer, asPythonBytes } from "../../slips.ts";

/** The object is printed, not its bytes. */
export const printsObject = mistake({
  id: "prints-object",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Prints the object instead of sending its bytes",
  shows: 'what comes back is b\'…\', {"type":"Buffer",…} or [B@… around or instead of the message',
  why:
    "str(), JSON.stringify() and toString() describe an object for a person who debugs. They don't give its bytes.",
  code: {
    c: { wrong: 'dprintf(client, "%p", (void *)buf);', right: "send(client, buf, n, 0);" },
    python: { wrong: "client.sendall(str(data).encode())", right: "client.sendall(data)" },
    java: { wrong: "out.print(buf.toString());", right: "out.write(buf, 0, n);" },
    javascript: { wrong: "socket.write(JSON.stringify(data));", right: "socket.write(data);" },
  },
  byHand: { run: "printf 'hi\\n' | nc -w 1 {host} {port}", right: "hi" },
  recognise: recogniser(() => ({
    explains: ({ conversations }) => conversations.some((one) => isPrinted(one.received)),
    contradicts: ({ conversations }) =>
      conversations.some((one) => one.sentBytes > 2 && isEchoed(one)),
  })),
  serve: eachPiece(asPythonBytes),
  variants: { json: eachPiece(asJsonBuffer), java: eachPiece(asJavaArray) },
});
