import { recogniser } from "../../../lib/diagnose/reading.ts";
import { mistake } from "../../../lib/mistake.ts";
import { RIGHT_STREAM_ECHO } from "../../../lib/serve/echo.ts";

/** Iterative: right for a first server. */
export const oneClientAtATime = mistake({
  id: "one-client-at-a-time",
  suites: ["tcp-echo"],
  kind: "limit",
  title: "One client at a time",
  shows: "a second client is accepted, and answered only when the first has left",
  why:
    "Between accept() and close() your server looks after one client. Others wait in the queue of listen() meanwhile, and one silent client keeps them all waiting.",
  code: {
    c: {
      wrong: "for (;;) {\n    client = accept(server, NULL, NULL);\n    serve(client);\n}",
      right:
        "for (;;) {\n    client = accept(server, NULL, NULL);\n    if (fork() == 0) { close(server); serve(client); exit(0); }\n    close(client);   /* or a thread for each client, or poll() */\n}",
    },
    python: {
      wrong: "serve(client)",
      right: "threading.Thread(target=serve, args=(client,), daemon=True).start()",
    },
    java: { wrong: "serve(socket);", right: "new Thread(() -> serve(socket)).start();" },
  },
  byHand: {
    run:
      "(sleep 2 | nc -w 3 {host} {port} &) ; sleep 0.2; printf 'hi\\n' | timeout 1 nc -w 1 {host} {port}",
    right: "hi",
  },
  alike: {
    ids: [],
    words:
      "A select() or poll() server with a recv() loop of its own for one client looks the same.",
  },
  recognise: recogniser(() => ({
    explains: ({ id, conversations: [first, second] }) => {
      const leftMs = first?.halfCloseMs ?? first?.closeMs ?? Infinity;
      return id.endsWith("/second-client") && second !== undefined &&
        second.portions.some(({ answeredMs }) => answeredMs !== null && answeredMs >= leftMs);
    },
  })),
  serve: { ...RIGHT_STREAM_ECHO, serving: "iterative" },
});
