import type { Report } from "../report.ts";
import type { RenderOptions } from "./mod.ts";

/** The report as a student reads it. */
export function renderPretty(report: Report, { again }: RenderOptions): string {
  const lines = report.checks.map(({ id, status, message }) => `${status} ${id} ${message ?? ""}`);
  const { earned, possible } = report.score;
  return [...lines, `${report.verdict} ${earned}/${possible}`, `AGAIN  ${again}`, ""].join("\n");
}
