import { type Block, prose } from "../../text/blocks.ts";
import { number, plural } from "../../text/words.ts";
import type { View } from "./view.ts";

const LABEL_WIDTH = 7;

/** How the score came about, where it is more than a sum; and what a repeated run saw. */
export function pointsInWords({ report }: View): readonly Block[] {
  return [...grading(report), ...repeats(report)].map((words, i, all) =>
    prose(words.text, {
      label: words.label === all[i - 1]?.label ? "" : words.label,
      labelWidth: LABEL_WIDTH,
    })
  );
}

interface Words {
  readonly label: string;
  readonly text: string;
}

function grading({ grading, score }: View["report"]): readonly Words[] {
  if (!grading) return [];
  const { sum, bonus, mistakeCap, givenBack, caps, waived } = grading;
  const label = "POINTS";
  const isMore = score.earned !== sum.earned;
  return [
    ...(isMore ? [{ label, text: `${points(sum.earned)} without what follows` }] : []),
    ...givenBack.map(({ mistake, lost, charged }) => ({
      label,
      text: `${mistake} would cost ${points(lost)}; one mistake costs at most ` +
        `${points(mistakeCap ?? charged)}: ${points(lost - charged)} given back`,
    })),
    ...caps.map(({ check, cap, reason, lowers }) => ({
      label,
      text: lowers
        ? `capped at ${points(cap)}: ${check} did not pass. ${reason}`
        : `${check} did not pass, which caps the score at ${points(cap)}. ${reason}`,
    })),
    ...(bonus > 0 ? [{ label, text: `${points(bonus)} of it beyond the total (bonus)` }] : []),
    ...waived.map(({ check, points: count, reason }) => ({
      label,
      text: `everybody gets ${points(count)} for ${check}: ${reason}`,
    })),
  ];
}

function repeats({ repeats }: View["report"]): readonly Words[] {
  const failed = (repeats ?? []).filter((one) => one.failed > 0);
  const runs = Math.max(0, ...(repeats ?? []).map((one) => one.runs));
  if (repeats !== null && failed.length === 0) {
    return [{ label: "REPEAT", text: `nothing failed in ${runs} ${plural(runs, "run")}` }];
  }
  return failed.map(({ check, runs, failed }) => ({
    label: "REPEAT",
    text: `${check} failed ${failed} of ${runs}`,
  }));
}

function points(count: number): string {
  return `${number(count)} ${plural(count, "point")}`;
}
