import { check } from "../../../lib/check.ts";
import { POSIX_BIND } from "../../sources.ts";
import { certain, socketWords, startListening } from "../started.ts";
import { givenPort } from "./given_port.ts";

/** The address that clients use. */
export const givenAddress = check({
  id: "process/start/given-address",
  title: "Listens on the address that was asked for, or on all",
  level: "core",
  must: "Bind the socket to the address that clients use, or to INADDR_ANY.",
  why:
    "bind() takes one address, and then the server is reached by that one alone. INADDR_ANY stands for all of the machine's.",
  sources: [POSIX_BIND],
  needs: [givenPort.id],
  mayTakeMs: 8000,
  async run(context) {
    const { state, at, bound } = await startListening(context);
    if (state === "listening") return;
    throw certain(
      `The program is to be reached at ${at.host}, and it listens on ${socketWords(bound)}`,
      `a socket that listens on ${at.host} or on all addresses`,
      socketWords(bound),
    );
  },
});
