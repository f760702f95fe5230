import type { Path } from "../yaml/read_yaml.ts";
import type { EchoForm } from "./rules_form.ts";

/** Something in a lab that can't be right, and the place where it is written. */
export interface RuleProblem {
  /** The keys and places that lead to it, from the top of the lab. */
  readonly path: Path;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

/** The parts of a lab that must fit each other. */
interface Parts {
  readonly suites: Readonly<Record<string, unknown>>;
  readonly echo?: EchoForm | undefined;
  readonly exchanges: readonly {
    readonly id: string;
    readonly group: string;
    readonly suite?: string | undefined;
    readonly steps: readonly unknown[];
  }[];
}

/** What is of use only to some suites, and what to add where none of them is there. */
const NEEDS_SUITE: Readonly<Record<string, readonly string[]>> = {
  echo: ["tcp-echo", "udp-echo"],
  http: ["http"],
  docroot: ["http"],
  layout: ["byte-order"],
  "tolerance-seconds": ["tcp-time", "udp-time"],
};

/** What the parts of a lab ask of each other, where they fail to. */
export function labRuleProblems(lab: Parts): readonly RuleProblem[] {
  return [...uselessParts(lab), ...echoProblems(lab), ...exchangeProblems(lab)];
}

function uselessParts(lab: Parts): readonly RuleProblem[] {
  const named = Object.keys(lab.suites);
  return Object.entries(NEEDS_SUITE).flatMap(([part, suites]) => {
    const isWritten = (lab as unknown as Record<string, unknown>)[part] !== undefined;
    if (!isWritten || suites.some((suite) => named.includes(suite))) return [];
    const message = `Nothing goes by ${part} here; add ${
      suites.join(" or ")
    } to suites, or leave it out`;
    return [{ path: [part], message }];
  });
}

function echoProblems({ suites, echo }: Parts): readonly RuleProblem[] {
  if (!echo) return [];
  const problem = (key: string, message: string) => [{ path: ["echo", key], message }];
  const isStream = "tcp-echo" in suites;
  const needsUnit = isStream && echo.unit !== "line" && echo.unit !== "stream";
  return [
    ...(!isStream && echo.unit !== undefined && echo.unit !== "datagram"
      ? problem("unit", `UDP knows no ${echo.unit}s; write unit: datagram, or leave it out`)
      : []),
    ...(isStream && !("udp-echo" in suites) && echo.unit === "datagram"
      ? problem("unit", "TCP has no datagrams; write unit: line or unit: stream")
      : []),
    ...(needsUnit && echo.prefix !== undefined
      ? problem("prefix", "Over TCP a prefix stands in front of each line; write unit: line, too")
      : []),
    ...(needsUnit && echo.reply === "reverse"
      ? problem("reply", "Over TCP each line is turned round; write unit: line, too")
      : []),
    ...(!("udp-echo" in suites) && echo["max-datagram"] !== undefined
      ? problem("max-datagram", "Only udp-echo has datagrams; add it to suites, or leave this out")
      : []),
  ];
}

function exchangeProblems({ suites, exchanges }: Parts): readonly RuleProblem[] {
  const named = Object.keys(suites);
  const ids = exchanges.map(({ id, group, suite }) => `${suite ?? named[0]}/${group}/${id}`);
  return exchanges.flatMap(({ suite, steps }, i) => {
    const path = ["exchanges", i] as const;
    const problems: RuleProblem[] = [];
    if (suite === undefined && named.length > 1) {
      problems.push({ path, message: `Whose server is asked? write suite: ${named.join(" or ")}` });
    } else if (suite !== undefined && !named.includes(suite)) {
      const message = `The lab has no suite "${suite}"; write ${named.join(" or ")}`;
      problems.push({ path: [...path, "suite"], message });
    }
    const first = ids.indexOf(ids[i]!);
    if (first < i) {
      const message = `The id ${ids[i]} is taken by exchange ${first + 1}; write another`;
      problems.push({ path: [...path, "id"], message });
    }
    if ((suite ?? named[0] ?? "").startsWith("udp-")) {
      steps.forEach((step, at) => {
        const isClosing = /close/.test(
          typeof step === "string" ? step : Object.keys(Object(step))[0] ?? "",
        );
        const message = "UDP knows no end of a connection; leave this step out";
        if (isClosing) problems.push({ path: [...path, "steps", at], message });
      });
    }
    return problems;
  });
}
