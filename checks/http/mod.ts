import type { Suite } from "../../lib/check.ts";
import type { HttpRules } from "../../lib/site/rules.ts";
import type { Site } from "../../lib/site/site.ts";
import { secondClient } from "./concurrency/clients.ts";
import * as concurrency from "./concurrency/clients.ts";
import * as leaving from "./connection/leaving.ts";
import * as connection from "./connection/persistence.ts";
import { blockSizes, exactFiles } from "./content/exact_files.ts";
import * as missing from "./content/missing.ts";
import * as odd from "./files/odd_paths.ts";
import { pathCase, paths } from "./files/paths.ts";
import { errorAnswers } from "./format/error_answers.ts";
import * as fields from "./format/fields.ts";
import { formatProblems } from "./format/problems.ts";
import { bind, type HttpCheck } from "./http_check.ts";
import * as head from "./methods/head.ts";
import { allow, otherMethods } from "./methods/other_methods.ts";
import { putUnsafe } from "./methods/put_unsafe.ts";
import * as content from "./body/content.ts";
import { defects, hugeLength } from "./body/defects.ts";
import * as auth from "./authorisation/basic.ts";
import * as conditional from "./conditional/conditions.ts";
import * as range from "./range/ranges.ts";
import { fieldLines } from "./rejections/field_lines.ts";
import { hosts } from "./rejections/host.ts";
import { requestLines } from "./rejections/request_lines.ts";
import { longTarget } from "./robustness/long_target.ts";
import * as injection from "./security/injection.ts";
import { limits, refusalArrives } from "./survival/limits.ts";
import { answers } from "./reach/answers.ts";
import { servesDocroot } from "./reach/serves_docroot.ts";
import { accepted, acceptedLater } from "./requests/accepted.ts";
import * as pieces from "./requests/in_pieces.ts";
import { ruled } from "./ruled.ts";
import { Run } from "./run.ts";
import { sibling, traversal } from "./security/traversal.ts";
import * as hazards from "./survival/hazards.ts";

/** Requests that every server must cope with. */
const ORDINARY: readonly HttpCheck[] = [
  ...exactFiles,
  blockSizes,
  missing.notFoundInSync,
  missing.notFoundExplains,
  ...paths,
  pathCase,
  odd.dotInside,
  odd.typeMap,
  odd.manySequential,
  head.headSupported,
  head.headNoBody,
  head.headNotFound,
  head.headLength,
  head.headFields,
  ...accepted,
  pieces.splitSegments,
  pieces.byteByByte,
  pieces.splitLineEnd,
  ...pieces.earlyAnswers,
  pieces.halfClose,
  connection.keepAlive,
  connection.closeAnnounced,
  ...connection.closings,
  connection.closeEchoed,
  connection.closeNoMore,
  connection.hundred,
  connection.pipeline,
  connection.upgradeIgnored,
  leaving.emptyConnections,
  leaving.closeGraceful,
  ...traversal.filter(({ level }) => level === "core"),
  conditional.validators,
  conditional.notFuture,
  ...conditional.conditions,
  conditional.fieldsOf304,
  ...range.ranges,
  range.unsatisfiable,
  range.rangePost,
  concurrency.secondClient,
  concurrency.reverse,
  concurrency.crowd,
  concurrency.slowPeer,
  concurrency.halfSent,
];

/** What is judged by all responses that came before. */
const FORMAT: readonly HttpCheck[] = [
  ...formatProblems,
  fields.version,
  fields.date,
  fields.dateSkew,
  fields.contentType,
];

/** Requests with a defect, or more of something than a fragile server can take. */
const RISKY: readonly HttpCheck[] = [
  odd.folderWithoutSlash,
  odd.folderWithoutIndex,
  odd.badPercent,
  ...otherMethods,
  allow,
  ...acceptedLater,
  ...traversal.filter(({ level }) => level !== "core"),
  sibling,
  ...hosts,
  ...fieldLines,
  ...requestLines,
  content.post,
  ...content.inSync,
  content.expectContinue,
  content.expectOld,
  content.undersent,
  ...defects,
  hugeLength,
  injection.nulInPath,
  injection.lineEndInPath,
  injection.traceOff,
  range.flood,
  longTarget,
];

const SURVIVAL: readonly HttpCheck[] = [
  hazards.resetUnread,
  hazards.leavesInBody,
  hazards.garbage,
  ...limits,
  refusalArrives,
];

/** What each group of checks shows. */
const GROUP_WORDS: Readonly<Record<string, string>> = {
  reach: "accepts a connection, and serves the folder",
  format: "status line, fields, line ends, lengths, dates",
  content: "each file as it is, 404 for what is not there",
  files: "folders, queries, %XX, media types",
  methods: "HEAD, and methods that it doesn't serve",
  requests: "whole, in pieces, byte by byte, old and new",
  rejections: "what is no request, or not a clear one",
  body: "requests with content, and where it ends",
  connection: "kept open, closed, and used one after another",
  concurrency: "several at a time; a silent one blocks nobody",
  conditional: "304 for what the client has already",
  range: "parts of a file",
  authorisation: "nothing without the password",
  robustness: "as much as a server should take",
  security: "nothing from outside, no hidden requests",
  survival: "clients that reset, leave early, or send too much",
};

/** The order of the report's groups. */
const GROUPS = Object.keys(GROUP_WORDS);

/**
 * The checks of a static file server, in the order of the report. Each run needs a suite of its own: it
 * keeps what it has seen.
 */
export function httpSuite(site: Site, rules: HttpRules = {}): Suite {
  const run = new Run(site, rules);
  const under = (checks: readonly HttpCheck[]) => checks.map((check) => ruled(check, rules));
  const isCore = ({ level }: HttpCheck) => level === "core";
  const guarded = run.protectedPaths.length > 0 ? [...auth.authorisation, auth.openElsewhere] : [];
  const ordinary = under([...ORDINARY, ...guarded]);
  const format = under(FORMAT);
  const stages = [
    ordinary.filter(isCore),
    format.filter(isCore),
    under([missing.notFound]),
    ordinary.filter((check) => !isCore(check)),
    format.filter((check) => !isCore(check)),
    under([...RISKY, ...(site.fresh === undefined ? [] : [putUnsafe])]),
    [errorAnswers],
  ];
  const checks = [answers, servesDocroot, ...inStages(stages), ...SURVIVAL];
  return {
    name: "http",
    title: "a static file server (HTTP/1.1)",
    transport: "tcp",
    groups: GROUP_WORDS,
    mistakes: async () => (await import("./mistakes/mod.ts")).httpMistakes(site),
    opening: [answers.id, servesDocroot.id, leaving.emptyConnections.id, secondClient.id],
    checks: checks.toSorted((a, b) => rank(a) - rank(b)).map((check) => bind(check, run)),
  };
}

/**
 * Each stage comes after all of the one before, so that what ends a server costs none of it: what a first
 * lab asks goes first, then what many servers die of, then advice, then what is hardest to take.
 */
function inStages(stages: readonly (readonly HttpCheck[])[]): readonly HttpCheck[] {
  return stages.flatMap((stage, i) => {
    const before = (stages[i - 1] ?? []).map(({ id }) => id);
    return stage.map((check) => ({ ...check, after: [...check.after ?? [], ...before] }));
  });
}

function rank({ id }: HttpCheck): number {
  return GROUPS.indexOf(id.split("/")[1] ?? "");
}
