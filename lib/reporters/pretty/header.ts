import type { TargetReport } from "../../report.ts";
import { type Block, prose, sideBySide } from "../../text/blocks.ts";
import { endpointText } from "../../wire/wire.ts";
import type { View } from "./view.ts";

/** What was graded, by which tool, and whose it is. */
export function header({ report, columns, paint }: View): readonly Block[] {
  const { tool, targets, level, seed, label, lab } = report;
  const [only] = targets.length === 1 ? targets : [];
  const parts = [
    `${tool.name} ${tool.version}`,
    ...(only ? [placeOf(only)] : []),
    `level ${level}`,
    ...(seed === null ? [] : [`seed ${seed}`]),
  ];
  return [
    ...sideBySide(parts, columns),
    ...(only ? [prose(manner(only))] : []),
    ...(lab ? [prose(`lab: ${lab.title}`)] : []),
    ...(label === null ? [] : [prose(`submission: ${paint.strong(label)}`)]),
  ];
}

/** What begins the part of one suite where a report has several. */
export function suiteHeader(target: TargetReport, { paint }: View): readonly Block[] {
  return [prose(paint.strong(placeOf(target))), prose(manner(target))];
}

function placeOf({ suite, host, port }: TargetReport): string {
  return port === 0 ? suite : `${suite} at ${endpointText({ host, port })}`;
}

function manner({ port, latencyMs, serving }: TargetReport): string {
  if (port === 0) return latencyMs === null ? "did not start" : `starts in ${latencyMs} ms`;
  if (latencyMs === null) return "gave no answer";
  return `answers in ${latencyMs} ms${SERVING[serving]}`;
}

const SERVING: Readonly<Record<TargetReport["serving"], string>> = {
  concurrent: ", serves several clients at once",
  iterative: ", serves one client at a time",
  unknown: "",
};
