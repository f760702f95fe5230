import { check } from "../../../lib/check.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { certain, socketWords, startListening } from "../started.ts";

/** The port of the command line. */
export const givenPort = check({
  id: "process/start/given-port",
  title: "Listens on the port that it was given",
  level: "core",
  must: "Listen on the port that the command line names, also when that is another one.",
  why:
    "A port belongs to one program at a time, so whoever starts a server says which one it gets. sin_port wants it in network byte order: htons(port).",
  sources: [POSIX_HTONL],
  mayTakeMs: 8000,
  async run(context) {
    for (let i = 0; i < (context.hasFixedPort ? 1 : 2); i++) {
      const program = await startListening(context);
      const { at, bound } = program;
      if (!bound.some(({ port }) => port === at.port)) {
        throw certain(
          `The program was told to listen on port ${at.port}, and it listens on ${
            socketWords(bound)
          }`,
          `a socket that listens on port ${at.port}`,
          socketWords(bound),
        );
      }
      await program[Symbol.asyncDispose]();
    }
  },
});
