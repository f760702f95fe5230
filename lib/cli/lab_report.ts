import { scoreLab } from "../lab/score_lab.ts";
import { type StudentOptions, studentView, visibilityIn } from "../lab/student_view.ts";
import { studentsForm } from "../lab/students_form.ts";
import type { Report } from "../report.ts";
import type { RenderOptions } from "../reporters/mod.ts";
import type { OpenLab } from "./open_lab.ts";

/** A report with the points that a lab gives for it. */
export function withLabPoints(report: Report, { lab, plan }: OpenLab): Report {
  return lab.points ? scoreLab(report, { points: lab.points, plan }) : report;
}

/** A report as students may see it, and what reporters may know beside it. */
export function forStudents(
  report: Report,
  { lab, options }: { readonly lab: OpenLab | null; readonly options: RenderOptions },
): { readonly report: Report; readonly options: RenderOptions } {
  const students = lab?.lab.students ?? studentsForm.parse({});
  const points = lab?.lab.points ? { points: lab.lab.points, plan: lab.plan } : null;
  const seeing = visibilityIn(students);
  const isWithheld = students["expected-bytes"] === "withheld";
  const checks = [...options.checks].filter(([id, { isOwn = false }]) =>
    seeing(id) === "visible" && !(isWithheld && isOwn) // what an own check asks holds what is expected
  );
  const { lab: _, ...rest } = options;
  const again = lab ? null : options.again;
  return {
    report: studentView(report, { students, points } satisfies StudentOptions),
    options: { ...rest, again, checks: new Map(checks) },
  };
}
