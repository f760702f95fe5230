import { check } from "../../../lib/check.ts";
import { endWords, lastWords, saidWords } from "../../../lib/program_words.ts";
import { NotApplicable } from "../../../lib/wire/mismatch.ts";
import { POSIX_SETSOCKOPT, RFC_9293_TIME_WAIT } from "../../sources.ts";
import { certain, isDatagram, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";

/** How long the server has for accept(), and what its client waits for after the server's end. */
const ACCEPT_MS = 100;
const ENDING_MS = 300;

/** The same port at once, with what is left of a connection on it. */
export const openConnection = check({
  id: "process/restart/open-connection",
  title: "Starts again at once after it was ended with a client connected",
  level: "standard",
  must: "Set SO_REUSEADDR before bind(), so that the port can be had again at once.",
  why:
    "The side that ends a connection first keeps it for a minute, in the state TIME_WAIT. Until then bind() refuses the port, unless SO_REUSEADDR is set.",
  sources: [POSIX_SETSOCKOPT, RFC_9293_TIME_WAIT],
  needs: [givenAddress.id],
  mayTakeMs: 12_000,
  async run(context) {
    const program = await startListening(context);
    if (isDatagram(program)) throw new NotApplicable("It serves datagrams: there is no connection");
    const { at } = program;
    const peer = await context.dial({ at });
    await peer.listen(ACCEPT_MS);
    program.signal("SIGKILL");
    await program[Symbol.asyncDispose]();
    await peer.receive(Infinity, ENDING_MS);
    await peer.end();
    const again = await context.start({ port: at.port });
    if (again.state === "listening") return;
    throw certain(
      again.end
        ? `Started again on port ${at.port}, the program ${lastWords(again)}`
        : `Started again, the program did not listen on port ${at.port}; ${
          saidWords(again.output)
        }`,
      `a program that listens on port ${at.port} again`,
      again.end?.signal ? endWords(again.end) : "a port that is still taken by an ended connection",
    );
  },
});
