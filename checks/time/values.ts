import { type ByHand, type Check, check, type CheckContext } from "../../lib/check.ts";
import { judge } from "../../lib/wire/mismatch.ts";
import { POSIX_HTONL, RFC_868 } from "../sources.ts";
import type { Aspect, TimeReading } from "./reading.ts";
import { movedOn, rightTime } from "./schemas.ts";
import { type TimeOptions, toleranceOf } from "./tolerance.ts";

/** What the checks of the value have in common with no transport. */
export interface TimeService extends TimeOptions {
  /** The suite's name. */
  readonly suite: string;
  /** Gets the time from the server once. */
  readonly read: (context: CheckContext) => Promise<TimeReading>;
  /** A command for a shell that prints what the server sends. */
  readonly shell: string;
}

interface Row extends Pick<Check, "title" | "must" | "why"> {
  readonly name: string;
  readonly aspect: Aspect;
}

const ROWS: readonly Row[] = [
  {
    name: "four-bytes",
    aspect: "size",
    title: "Sends exactly 4 bytes",
    must: "Send the time as a 32-bit number: 4 bytes, no more and no fewer.",
    why: "sizeof(long) and sizeof(time_t) are 8 on most machines now: uint32_t is 4 everywhere.",
  },
  {
    name: "byte-order",
    aspect: "order",
    title: "Sends all 32 bits in network byte order",
    must: "Send the number in binary, its highest byte first, as htonl() leaves it.",
    why: "This machine keeps the low byte first. htons() would keep 16 bits of 32, sprintf() none.",
  },
  {
    name: "epoch",
    aspect: "epoch",
    title: "Counts from the year 1900",
    must: "Count the seconds since 1900-01-01 00:00 UTC: time(NULL) plus 2,208,988,800.",
    why:
      "RFC 868 is older than the epoch of Unix: time(NULL) alone is 70 years and 17 days behind.",
  },
  {
    name: "seconds",
    aspect: "unit",
    title: "Counts seconds",
    must: "Send whole seconds, not milliseconds.",
    why: "Milliseconds since 1900 don't fit in 32 bits: what is left of them means nothing.",
  },
  {
    name: "utc",
    aspect: "zone",
    title: "Sends UTC, not a local time",
    must: "Send the time of UTC, whatever the time zone of the server.",
    why: "A client elsewhere can't know the server's time zone. time(NULL) needs no correction.",
  },
  {
    name: "clock",
    aspect: "clock",
    title: "Has the right time",
    must: "Send the time of now: at most 2 s off on this machine, at most 30 s elsewhere.",
    why: "The number must be made anew for each client, and from the system's clock.",
  },
];

/** How long after the first reading the second is taken, in milliseconds. */
const APART_MS = 2000;

/** Lines to try by hand: how many bytes come, and by how many minutes they are off. */
export function linesFor(shell: string): Readonly<Record<"size" | "value", ByHand>> {
  return {
    size: { run: `${shell} | wc -c`, right: "4" },
    value: {
      run: `echo $(((0x$(${shell} | od -An -tx1 | tr -d ' \\n') - 2208988800 - $(date +%s)) / 60))`,
      right: "0",
    },
  };
}

/** The checks of what is sent, the same over TCP and UDP. */
export function valueChecks(service: TimeService): readonly Check[] {
  const { suite, read, shell } = service;
  const { size, value } = linesFor(shell);
  return [
    ...ROWS.map(({ name, aspect, ...row }) =>
      check({
        ...row,
        id: `${suite}/value/${name}`,
        level: "core",
        sources: aspect === "order" ? [RFC_868, POSIX_HTONL] : [RFC_868],
        byHand: aspect === "size" ? size : value,
        async run(context) {
          const toleranceS = toleranceOf(service, context);
          judge(rightTime(aspect, toleranceS), await read(context));
        },
      })
    ),
    check({
      id: `${suite}/value/moves-on`,
      title: "Sends a later time two seconds later",
      level: "strict",
      must: "Look at the clock for each client: two readings differ by the time between them.",
      why:
        "A time that was taken once, when the server started, is right for the first client only.",
      sources: [RFC_868],
      waitsMs: APART_MS,
      async run(context) {
        const first = await read(context);
        await context.pause(APART_MS);
        judge(movedOn(), [first, await read(context)]);
      },
    }),
  ];
}
