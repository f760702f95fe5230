import type { Suite } from "../check.ts";
import type { Bound } from "../program.ts";
import type { Diagnosis } from "../report.ts";
import { type Endpoint, endpointText } from "../wire/wire.ts";
import { labelled } from "./drawing.ts";
import type { MistakeText } from "../mistake.ts";
import { diagnosisOf } from "./to_diagnosis.ts";

/** What is known where nothing answers on the port of a suite. */
export interface Unreached {
  readonly suite: Pick<Suite, "name" | "transport">;
  /** Where nothing answers. */
  readonly at: Endpoint;
  /** All that is bound on the server's machine. */
  readonly bound: readonly Bound[];
  /** Whether another suite of the run reached its server on this port, over the other transport. */
  readonly isOtherServed: boolean;
}

/** What is bound near by instead, and the mistake that it shows; `null` where nothing is. */
export function diagnoseUnreached(unreached: Unreached): Diagnosis | null {
  const { suite, at, bound, isOtherServed } = unreached;
  const same = bound.filter(({ transport }) => transport === suite.transport);
  const swapped = swapBytes(at.port);
  const onSwapped = same.find(({ port }) => port === swapped && swapped !== at.port);
  const onOther = bound.find((one) => one.transport !== suite.transport && one.port === at.port);
  const elsewhere = same.find(({ host, port }) => port === at.port && host !== at.host);
  const other = suite.transport === "tcp" ? "UDP" : "TCP";
  if (onSwapped) {
    const hexes = [at.port, swapped].map((port) => port.toString(16).padStart(4, "0"));
    return found(unreached, PORT_NOT_HTONS, [
      ...labelled("asked for", `${at.port} (${hexes[0]} in hex)`),
      ...labelled("bound", `${swapped} (${hexes[1]}: its two bytes swapped)`),
    ]);
  }
  if (onOther) {
    return found(unreached, isOtherServed ? TRANSPORT_MISSING : WRONG_TRANSPORT, [
      ...labelled("asked for", `${suite.transport.toUpperCase()} port ${at.port}`),
      ...labelled("bound", `${other} port ${at.port}, and nothing else on it`),
    ]);
  }
  if (elsewhere) {
    return found(unreached, WRONG_ADDRESS, [
      ...labelled("asked for", endpointText(at)),
      ...labelled("bound", `${endpointText(elsewhere)} alone`),
    ]);
  }
  return null;
}

/** A port with its two bytes exchanged. */
export function swapBytes(port: number): number {
  return ((port & 0xff) << 8) | (port >> 8);
}

function found(
  { suite, at }: Unreached,
  mistake: MistakeText,
  drawing: readonly string[],
): Diagnosis {
  const explains = [`${suite.name}/reach/answers`];
  return diagnosisOf(mistake, { suite: suite.name, at, confidence: "likely", drawing, explains });
}

const PORT_NOT_HTONS: MistakeText = {
  id: "port-not-htons",
  kind: "mistake",
  title: "The port number without htons()",
  shows: "nothing listens on the port, and something on the one with its two bytes swapped",
  why:
    "sin_port is in network byte order: high byte first. Most processors store the low byte first, and htons() turns the two around.",
  code: {
    c: { wrong: "addr.sin_port = port;", right: "addr.sin_port = htons(port);" },
  },
};

const WRONG_TRANSPORT: MistakeText = {
  id: "wrong-transport",
  kind: "mistake",
  title: "A socket of the other kind",
  shows: "the port is bound, but for the other protocol",
  why:
    "TCP and UDP have ports of their own: SOCK_STREAM makes a TCP socket, SOCK_DGRAM a UDP socket. The second argument of socket() must be the one that the lab asks for.",
  code: {
    c: {
      wrong: "/* the other of these two */",
      right:
        "socket(AF_INET, SOCK_STREAM, 0);   /* TCP */\nsocket(AF_INET, SOCK_DGRAM, 0);    /* UDP */",
    },
  },
};

const TRANSPORT_MISSING: MistakeText = {
  ...WRONG_TRANSPORT,
  id: "transport-missing",
  title: "Only one of TCP and UDP is served",
  shows: "one of the two protocols is answered, and nothing is bound for the other",
  why:
    "The service is asked for over TCP and over UDP. Each needs a socket of its own, and both must be waited for: by poll(), or in two threads or processes.",
  code: {
    c: {
      wrong: "s = socket(AF_INET, SOCK_STREAM, 0);   /* alone */",
      right:
        "tcp = socket(AF_INET, SOCK_STREAM, 0);\nudp = socket(AF_INET, SOCK_DGRAM, 0);   /* both bound to the port */",
    },
  },
};

const WRONG_ADDRESS: MistakeText = {
  id: "wrong-address",
  kind: "mistake",
  title: "Bound to another address",
  shows: "something listens on the port, on another address of this machine only",
  why:
    "bind() takes one address, and then the server is reached by that one alone. INADDR_ANY stands for all of the machine's.",
  code: {
    c: {
      wrong: 'addr.sin_addr.s_addr = inet_addr("192.0.2.1");',
      right: "addr.sin_addr.s_addr = htonl(INADDR_ANY);",
    },
  },
};

/** The mistakes that show before any check. */
export const UNREACHED: readonly MistakeText[] = [
  PORT_NOT_HTONS,
  WRONG_TRANSPORT,
  TRANSPORT_MISSING,
  WRONG_ADDRESS,
];
