import type { Suite } from "../../lib/check.ts";
import { wrongPorts } from "./arguments/wrong_ports.ts";
import { signals } from "./ending/signals.ts";
import { noBusyLoop } from "./idle/no_busy_loop.ts";
import { staysAlive } from "./idle/stays_alive.ts";
import { childrenNotReaped, fdLeak, noReuseAddress } from "./mistakes.ts";
import { secondCopy } from "./port/second_copy.ts";
import { answers } from "./reach/answers.ts";
import { descriptors } from "./resources/descriptors.ts";
import { memory } from "./resources/memory.ts";
import { zombies } from "./resources/zombies.ts";
import { openConnection } from "./restart/open_connection.ts";
import { givenAddress } from "./start/given_address.ts";
import { givenPort } from "./start/given_port.ts";

/** The checks, in the order of the report. What may cost a fixed port for a minute runs last. */
const CHECKS = [
  answers,
  givenPort,
  givenAddress,
  staysAlive,
  noBusyLoop,
  secondCopy,
  descriptors,
  zombies,
  memory,
  ...wrongPorts,
  ...signals,
];

/** How the program of any server behaves: it is started for each check, and ended. */
export const processSuite: Suite = {
  name: "process",
  title: "how a server's program behaves (with --launch)",
  transport: "tcp",
  launchOnly: true,
  groups: {
    reach: "starts, and listens",
    start: "on the port and the address it was given",
    idle: "waits for clients, and costs nothing meanwhile",
    port: "a port can't be used twice",
    resources: "gives back what clients have cost",
    arguments: "says how it is called",
    ending: "ends when it is asked to",
    restart: "has its port again at once",
  },
  opening: [answers.id],
  causes: {
    [openConnection.id]: { mistake: noReuseAddress, observed: /^a port that is still taken/ },
    [descriptors.id]: { mistake: fdLeak, observed: /^\d+ descriptors$/ },
    [zombies.id]: { mistake: childrenNotReaped, observed: /^\d+ zombies$/ },
  },
  checks: [...CHECKS, { ...openConnection, after: CHECKS.map(({ id }) => id) }],
};
