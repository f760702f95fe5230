import type { Report } from "../report.ts";
import { BLANK, type Block, layOut } from "../text/blocks.ts";
import { explainOnce } from "../text/glossary.ts";
import { paintFor } from "../text/paint.ts";
import { safe, safeStrings } from "../text/safe.ts";
import type { RenderOptions } from "./mod.ts";
import { causes } from "./pretty/causes.ts";
import { closing } from "./pretty/closing.ts";
import { conversations, failures, remarks } from "./pretty/failures.ts";

import { groups } from "./pretty/groups.ts";
import { header, suiteHeader } from "./pretty/header.ts";
import { verdict } from "./pretty/verdict.ts";
import { suitesOf, suiteView, usableColumns, type View } from "./pretty/view.ts";

/** Fields of several lines; in all others a line break is shown as `\n`. */
const FIELDS_OF_LINES = ["message", "explanation", "fix", "observed"];

/**
 * The report as a student reads it: what the server is, causes first, then what else failed, a line a
 * group, the verdict, and what to do next. No byte of it can steer a terminal but its own colours.
 */
export function renderPretty(report: Report, options: RenderOptions): string {
  const view: View = {
    report: safeStrings(report, FIELDS_OF_LINES),
    options: { ...options, again: options.again === null ? null : safe(options.again) },
    paint: paintFor(options.color),
    columns: usableColumns(options.columns),
  };
  const blocks = [
    ...header(view),
    BLANK,
    ...suitesOf(view.report).flatMap((suite) => suiteSection(suite, view)),
    ...verdict(view),
    ...closing(view),
  ];
  return `${layOut(explainOnce(blocks), view.columns)}\n`;
}

function suiteSection(suite: string, view: View): readonly Block[] {
  const part = suiteView(view, suite);
  const target = view.report.targets.find((one) => one.suite === suite);
  const isOneOfSeveral = view.report.targets.length > 1;
  const heading = isOneOfSeveral && target ? [...suiteHeader(target, view), BLANK] : [];
  return [
    ...heading,
    ...causes(part),
    ...failures(part),
    ...remarks(part),
    ...conversations(part),
    ...groups(part),
  ];
}
