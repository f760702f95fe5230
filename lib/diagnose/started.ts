import type { Suite } from "../check.ts";
import type { LaunchedProgram } from "../program.ts";
import type { Diagnosis } from "../report.ts";
import { endpointText } from "../wire/wire.ts";
import { labelled } from "./drawing.ts";
import type { MistakeText } from "../mistake.ts";
import { diagnosisOf } from "./to_diagnosis.ts";
import { diagnoseUnreached } from "./unreached.ts";

/** The system gives ports from here on to sockets that ask for none. */
const FIRST_GIVEN_PORT = 32_768;

/** What is known of a program that was started and can't be graded. */
export interface Started {
  readonly suite: Pick<Suite, "name" | "transport">;
  readonly program: Pick<LaunchedProgram, "state" | "at" | "bound" | "readsInput">;
  /** The same program, told another port; `null` where it was not started again. */
  readonly again: Pick<LaunchedProgram, "bound"> | null;
  /** The checks that failed for it. */
  readonly explains: readonly string[];
}

/** The mistake that keeps a program from being reached, where its sockets show it; otherwise `null`. */
export function diagnoseStart(started: Started): Diagnosis | null {
  const { suite, program, again, explains } = started;
  const { at, bound, readsInput } = program;
  if (readsInput) {
    return diagnosisOf(READS_INPUT_FIRST, {
      suite: suite.name,
      at,
      confidence: "certain",
      drawing: labelled("waits in", "read(0, …): its standard input"),
      explains: [...explains],
    });
  }
  if (program.state !== "elsewhere") return null;
  const near = diagnoseUnreached({ suite, at, bound, isOtherServed: false });
  if (near) return { ...near, confidence: "certain", explains: [...explains] };
  const [first, second] = [bound, again?.bound ?? []].map((sockets) =>
    sockets.filter(({ transport }) => transport === suite.transport)
  );
  const one = first?.[0];
  const other = second?.[0];
  if (!one || !other) return null;
  const isRandom = one.port !== other.port && one.port >= FIRST_GIVEN_PORT &&
    other.port >= FIRST_GIVEN_PORT;
  if (!isRandom && one.port !== other.port) return null;
  return diagnosisOf(isRandom ? PORT_HTONL : PORT_ARGUMENT_IGNORED, {
    suite: suite.name,
    at,
    confidence: "certain",
    drawing: [
      ...labelled("asked for", endpointText(at)),
      ...labelled("bound", endpointText(one)),
      ...labelled("again", `another port asked for, ${endpointText(other)} bound`),
    ],
    explains: [...explains],
  });
}

const PORT_HTONL: MistakeText = {
  id: "port-htonl",
  kind: "mistake",
  title: "The port number through htonl()",
  shows: "the program listens on a port that the system has chosen, another one at each start",
  why:
    "sin_port has 16 bits. htonl() moves a port to the upper half of 32, and what is left is 0: bind() takes that for any port.",
  code: {
    c: { wrong: "addr.sin_port = htonl(port);", right: "addr.sin_port = htons(port);" },
  },
};

const PORT_ARGUMENT_IGNORED: MistakeText = {
  id: "port-argument-ignored",
  kind: "mistake",
  title: "The port is written into the program",
  shows: "the program listens on the same port, whichever it is told",
  why:
    "The port comes as an argument on the command line, so that two servers can run on one machine. It is text, and atoi() makes a number of it.",
  code: {
    c: {
      wrong: "addr.sin_port = htons(8080);",
      right: "addr.sin_port = htons(atoi(argv[1]));",
    },
  },
};

const READS_INPUT_FIRST: MistakeText = {
  id: "reads-input-first",
  kind: "mistake",
  title: "Waits for the keyboard first",
  shows: "the program waits for a line on its standard input, and answers nobody meanwhile",
  why:
    "scanf(), fgets(stdin) and getchar() wait until somebody types. A server is started by a machine, and what it needs to know comes with its arguments.",
  code: {
    c: {
      wrong: 'printf("Port: "); scanf("%d", &port);',
      right: "port = atoi(argv[1]);   /* and nothing that waits before accept() */",
    },
  },
};

/** The mistakes that show when a program is started. */
export const STARTED: readonly MistakeText[] = [
  PORT_HTONL,
  PORT_ARGUMENT_IGNORED,
  READS_INPUT_FIRST,
];
