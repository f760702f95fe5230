import type { ByHand } from "../check.ts";
import type { MistakeText } from "../mistake.ts";
import type { Diagnosis } from "../report.ts";
import { type Endpoint, endpointText } from "../wire/wire.ts";
import type { Finding } from "./diagnose.ts";
import { drawingOf, labelled } from "./drawing.ts";

/** A finding in the form of the report, with the bytes of this run. */
export function toDiagnosis(
  { mistake, confidence, explains, draw = drawingOf }: Finding,
  { suite, at }: { readonly suite: string; readonly at: Endpoint },
): Diagnosis {
  return diagnosisOf(mistake, {
    suite,
    at,
    confidence,
    drawing: draw(explains),
    explains: explains.map(({ id }) => id),
  });
}

/** What a diagnosis needs beside the mistake's words. */
export interface Particulars extends Pick<Diagnosis, "suite" | "confidence" | "explains"> {
  readonly at: Endpoint;
  readonly drawing: readonly string[];
}

/** A diagnosis of a mistake's words and of what was seen. */
export function diagnosisOf(mistake: MistakeText, particulars: Particulars): Diagnosis {
  const { suite, at, confidence, drawing, explains } = particulars;
  const { id, kind, title } = mistake;
  return {
    mistake: id,
    suite,
    kind,
    title,
    explanation: [
      ...drawing,
      ...labelled("", sentence(mistake.shows)),
      "",
      ...labelled("Why", mistake.why),
      ...(mistake.alike && confidence === "likely" ? labelled("", mistake.alike.words) : []),
    ].join("\n"),
    fix: fixOf(mistake, at).join("\n"),
    confidence,
    explains: [...explains],
  };
}

function fixOf({ kind, code, byHand }: MistakeText, at: Endpoint): readonly string[] {
  return [
    ...(kind === "limit" ? ["fork(), a thread for each client, or poll()"] : []),
    ...labelled("Instead of", code.c.wrong),
    ...labelled("write", code.c.right),
    ...(byHand ? ["", ...byHandLines(byHand, at)] : []),
  ];
}

function byHandLines({ run, right }: ByHand, at: Endpoint): readonly string[] {
  const line = run.replaceAll("{host}:{port}", endpointText(at))
    .replaceAll("{host}", at.host).replaceAll("{port}", String(at.port));
  return [...labelled("By hand", line), ...labelled("right", right)];
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
