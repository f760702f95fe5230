import { recogniser } from "../../../lib/diagnose/reading.ts";
import { isEchoed } from "../../../lib/diagnose/conversation.ts";
import { isPrinted } from "../../slips.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachDatagram } from "../../../lib/serve/echo.ts";
import { asJavaArray, asJsonBuffer, asPythonBytes } from "../../slips.ts";

/** The object is printed, not its bytes. */
export const printsObject = mistake({
  id: "prints-object",
  suites: ["udp-echo"],
  kind: "mistake",
  title: "Prints the object instead of sending its bytes",
  shows: 'what comes back is b\'…\', {"type":"Buffer",…} or [B@… around or instead of the message',
  why:
    "str(), JSON.stringify() and toString() describe an object for a person who debugs. They don't give its bytes.",
  code: {
    c: { wrong: 'len = sprintf(out, "%p", (void *)buf);', right: "sendto(server, buf, n, 0, …);" },
    python: {
      wrong: "server.sendto(str(data).encode(), sender)",
      right: "server.sendto(data, sender)",
    },
    java: {
      wrong: "packet.getData().toString().getBytes()",
      right: "packet.getData()   // and packet.getLength() of it",
    },
    javascript: {
      wrong: "server.send(JSON.stringify(message), sender.port, sender.address);",
      right: "server.send(message, sender.port, sender.address);",
    },
  },
  byHand: { run: "printf 'hi\\n' | nc -u -w 1 {host} {port}", right: "hi" },
  recognise: recogniser(() => ({
    explains: ({ conversations }) => conversations.some((one) => isPrinted(one.received)),
    contradicts: ({ conversations }) =>
      conversations.some((one) => one.sentBytes > 2 && isEchoed(one)),
  })),
  serve: eachDatagram(asPythonBytes),
  variants: { json: eachDatagram(asJsonBuffer), java: eachDatagram(asJavaArray) },
});
