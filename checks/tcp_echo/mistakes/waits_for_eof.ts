import { answersAtTheEnd, answersEarly, conversationsIn } from "../../../lib/diagnose/features.ts";
import { recogniser } from "../../../lib/diagnose/reading.ts";
import { ByteList } from "../../../lib/bytes/byte_list.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";

/** All is read before anything is answered. */
export const waitsForEof = mistake({
  id: "waits-for-eof",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: "Answers only when the client has ended its side",
  shows: "nothing comes back until the client's half-close, then everything at once",
  why:
    "A loop that reads until recv() returns 0 before the first send() waits for the end of the connection. A client that waits for its echo before it goes on waits for ever: both wait.",
  code: {
    c: {
      wrong:
        "while ((n = recv(client, buf + len, sizeof buf - len, 0)) > 0) len += n;\nsend(client, buf, len, 0);",
      right: "while ((n = recv(client, buf, sizeof buf, 0)) > 0)\n    send(client, buf, n, 0);",
    },
    python: { wrong: "data = client.makefile('rb').read()", right: "data = client.recv(1024)" },
    java: { wrong: "byte[] all = in.readAllBytes();", right: "int n = in.read(buf);" },
    javascript: {
      wrong: 'socket.on("end", () => socket.end(Buffer.concat(chunks)));',
      right: 'socket.on("data", (data) => socket.write(data));',
    },
  },
  byHand: { run: "(printf 'hi\\n'; sleep 2) | timeout 1 nc {host} {port}", right: "hi" },
  recognise: recogniser(() => ({
    explains: (seen) => conversationsIn(seen).some(answersAtTheEnd),
    contradicts: (seen) => conversationsIn(seen).some(answersEarly),
  })),
  serve: eachClient(async (client) => {
    const all = new ByteList();
    for (let piece = await client.recv(); piece; piece = await client.recv()) all.push(piece);
    await client.send(all.view());
  }),
});
