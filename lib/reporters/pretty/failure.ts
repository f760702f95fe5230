import { nameOf } from "../../check.ts";
import type { CheckReport } from "../../report.ts";
import { BLANK, type Block, LABEL_WIDTH, padTo, prose, verbatim } from "../../text/blocks.ts";
import { cut } from "../../text/safe.ts";
import { number, plural } from "../../text/words.ts";
import { byHandAnswer, byHandLine } from "./by_hand.ts";
import { aloneCommand } from "./commands.ts";
import { drawConversation } from "./conversation.ts";
import { drawBytes, drawComparison } from "./drawing.ts";
import { drawLines, isLines, isMessage } from "./message_lines.ts";
import { answerTo, type Sent, sentBy, wasSent } from "./sent.ts";
import { titleLine } from "./title_line.ts";
import { definitionOf, messageLines, type View } from "./view.ts";

/** How long a sentence from a check may become. */
const SENTENCE_LETTERS = 400;
/** How many rows of bytes are shown where there is nothing to compare them with. */
const SENT_ROWS = 2;
/** How many lines of what came back are shown. */
const OBSERVED_LINES = 10;
const INDENT = 4;

/** One failed check in full: what happened, what was asked, why it matters, and what to try. */
export function failure(check: CheckReport, view: View): readonly Block[] {
  const { points, group, id } = check;
  const worth = `${number(points.possible)} ${plural(points.possible, "point")}`;
  const { must, why } = definitionOf(check, view) ?? {};
  return [
    ...titleLine(`  ${check.title}`, worth, view),
    prose(view.paint.dim(`${group}/${nameOf(id)}`), { indent: 2 }),
    BLANK,
    ...followed(sentences(check)),
    ...whatHappened(check, view),
    ...(must ? [labelled("Must", must)] : []),
    ...(why ? [labelled("Why", why)] : []),
    ...whatToTry(check, view),
    BLANK,
  ];
}

function sentences(check: CheckReport): readonly Block[] {
  return messageLines(check).map((line) => prose(cut(line, SENTENCE_LETTERS), { indent: INDENT }));
}

/** Blocks with an empty line behind them, where there are any. */
function followed(blocks: readonly Block[]): readonly Block[] {
  return blocks.length > 0 ? [...blocks, BLANK] : [];
}

function labelled(label: string, text: string): Block {
  return prose(text, { indent: INDENT, label });
}

function whatHappened(check: CheckReport, view: View): readonly Block[] {
  const { transcript, difference } = check;
  const drawing = difference ? comparison(check, view) : inWords(check, view);
  const isCrowded = new Set(transcript.map(({ conn }) => conn)).size > 1;
  const conversation = view.options.verbose || (isCrowded && !difference)
    ? drawConversation(transcript, view.columns)
    : [];
  return [...followed(drawing), ...followed(conversation)];
}

function comparison(check: CheckReport, { columns, paint }: View): readonly Block[] {
  if (!check.difference) return [];
  const { expected, observed, ...offsets } = check.difference;
  const isEcho = wasSent(check.difference, check.transcript);
  const sent = isEcho ? null : sentBy(check.transcript);
  const drawing = drawComparison({
    ...offsets,
    upper: isEcho ? "sent" : "expected",
    expected: Uint8Array.fromBase64(expected),
    observed: Uint8Array.fromBase64(observed),
  }, { columns, paint });
  return sent ? [...drawSent(sent, columns), ...drawing] : drawing;
}

/** Where there are no two byte strings to compare: what was sent, and the rest in words. */
function inWords(check: CheckReport, { columns }: View): readonly Block[] {
  const { expected, observed, transcript } = check;
  if (transcript.length === 0) return [];
  const sent = sentBy(transcript);
  const answer = answerTo(transcript);
  return [
    ...(sent ? drawSent(sent, columns) : []),
    ...(sent && answer && isMessage(sent.data) && isLines(answer.data)
      ? drawLines("answered", answer, columns)
      : []),
    ...(expected ? [labelled("expected", cut(expected, SENTENCE_LETTERS))] : []),
    ...(observed ? cameBack(observed, columns) : []),
  ];
}

/** What came back in words; several lines are a drawing or a table, and stay as they are. */
function cameBack(observed: string, columns: number): readonly Block[] {
  if (!observed.includes("\n")) return [labelled("came back", cut(observed, SENTENCE_LETTERS))];
  const width = Math.max(20, columns - INDENT - LABEL_WIDTH);
  const shown = observed.split("\n").slice(0, OBSERVED_LINES).map((line) => cut(line, width));
  return lines("came back", shown.join("\n"));
}

/** What was sent: lines where it is lines, else bytes. */
function drawSent(sent: Sent, columns: number): readonly Block[] {
  return isMessage(sent.data)
    ? drawLines("sent", sent, columns)
    : drawBytes("sent", sent, { columns, rows: SENT_ROWS });
}

function whatToTry(check: CheckReport, view: View): readonly Block[] {
  const { report, options } = view;
  const target = report.targets.find(({ suite }) => suite === check.suite);
  const isOurs = report.audience === "instructor"; // a student has no lab file
  const byHand = definitionOf(check, view)?.byHand;
  if (!target) return [];
  const yours = byHand ? byHandAnswer(byHand, check) : null;
  return [
    ...(byHand ? lines("By hand", byHandLine(byHand, target)) : []),
    ...(byHand ? lines("right", byHand.right) : []),
    ...(yours !== null ? lines("yours", yours) : []),
    ...(isOurs
      ? lines(
        "Alone",
        aloneCommand(check, { report, lab: options.lab, target, launch: options.launch }),
      )
      : []),
  ];
}

/** Lines that stay as they are, the first behind its label. */
function lines(label: string, text: string): readonly Block[] {
  const margin = " ".repeat(INDENT);
  return text.split("\n").map((line, i) =>
    verbatim(margin + padTo(i === 0 ? label : "", LABEL_WIDTH) + line)
  );
}
