import { assert, assertEquals } from "@std/assert";
import type { Suite } from "../../lib/check.ts";
import { timeBytes } from "../../lib/layout/rfc868.ts";
import type { Mistake } from "../../lib/mistake.ts";
import {
  assertNamed,
  assertOnDisk,
  BODIES,
  bodiesOf,
  gradeInMemory,
  proveTable,
  type Table,
} from "../testing.ts";
import { MISTAKES as TCP_MISTAKES } from "../tcp_time/mistakes/mod.ts";
import { tcpTime } from "../tcp_time/mod.ts";
import { MISTAKES as UDP_MISTAKES } from "../udp_time/mistakes/mod.ts";
import { udpTime } from "../udp_time/mod.ts";
import { type TimeBytes, timeServer } from "./servers.ts";

/** What is sent for the time, over TCP or UDP. */
const VALUES: Table = {
  "wrong-hton-width": { must: ["value/byte-order"] },
  "wrong-hton-width/halves": { must: ["value/byte-order"] },
  "wrong-hton-width/htonl-of-htons": { must: ["value/byte-order"] },
  "wrong-hton-width/two-bytes": { must: ["value/{four-bytes,byte-order}"] },
  "wrong-integer-size": { must: ["value/four-bytes"] },
  "wrong-integer-size/zeros-in-front": { must: ["value/four-bytes"] },
  "wrong-integer-size/little-endian": { must: ["value/{four-bytes,byte-order}"] },
  "wrong-integer-size/time-t": { must: ["value/{four-bytes,byte-order,epoch}"] },
  "wrong-integer-size/double": { must: ["value/four-bytes"] },
  "wrong-integer-size/short": { must: ["value/byte-order"] },
  "sends-text": { must: ["value/{four-bytes,byte-order}"] },
  "sends-text/unix-seconds": { must: ["value/{four-bytes,byte-order,epoch}"] },
  "sends-text/date": { must: ["value/{four-bytes,byte-order,epoch,seconds,utc,clock}"] },
  "no-hton": { must: ["value/byte-order"] },
  "unix-epoch": { must: ["value/epoch"] },
  "unix-epoch/no-leap-days": { must: ["value/epoch"] },
  "unix-epoch/added-twice": { must: ["value/epoch"] },
  "unix-epoch/subtracted": { must: ["value/epoch"] },
  "double-conversion": { must: ["value/byte-order"] },
  "local-time": { must: ["value/utc"] },
  "local-time/new-york": { must: ["value/utc"] },
  "wrong-unit": { must: ["value/seconds"] },
  "wrong-unit/since-1970": { must: ["value/seconds"] },
  "wrong-unit/plus-seconds": { must: ["value/seconds"] },
  "adds-nul": { must: ["value/four-bytes"] },
  "ignores-recv-length": { must: ["value/four-bytes"] },
};

const TCP: Table = {
  ...VALUES,
  "adds-banner": {
    must: [
      "reach/answers",
      "value/*",
      "answer/unasked",
      "closing/closes-after-time",
      "clients/*",
      "concurrency/*",
      "survival/*",
    ],
  },
  "waits-for-request": { must: ["answer/unasked", "clients/one-after-another"] },
  "waits-for-request/or-the-end": { must: ["answer/unasked", "clients/one-after-another"] },
  "waits-for-eof": { must: ["answer/unasked", "clients/one-after-another", "concurrency/*"] },
  "eof-ignored": { must: ["closing/closes-after-time", "clients/one-after-another"] },
  "eof-ignored/waits-for-client": {
    must: ["closing/closes-after-time", "clients/one-after-another"],
  },
  "exits-after-client": { must: ["clients/next-client"] },
  "interrupted-accept": { must: ["clients/next-client"] },
  "one-client-at-a-time": { must: ["concurrency/*"] },
  "accept-loop-blocked": { must: ["concurrency/twenty-clients"] },
  "fixed-table": { must: ["concurrency/{lingering-clients,five-clients,twenty-clients}"] },
  "fixed-table/never-answered": {
    must: ["concurrency/{lingering-clients,five-clients,twenty-clients}"],
  },
  "counter-not-decremented": { must: ["clients/one-after-another"] },
  "fd-leak": { must: ["clients/one-after-another"] },
  "children-not-reaped": { must: ["clients/one-after-another"] },
  "die-with-error": { must: ["survival/reset-at-once"] },
  "sigpipe-kills": { must: ["survival/reset-at-once"] },
};

const UDP: Table = {
  ...VALUES,
  "address-length-unset": { must: ["reach/first-datagram"] },
  "client-address-kept": { must: ["reach/first-datagram"] },
  "client-address-kept/connected": { must: ["reach/first-datagram"] },
  "reply-from-other-socket": { must: ["reply/same-address-and-port"] },
  "duplicate-reply": { must: ["reply/exactly-one"] },
  "drops-datagrams": { must: ["reply/any-datagram", "clients/another-port"] },
  "drops-datagrams/every-second": {
    must: [
      "value/moves-on",
      "reply/{any-datagram,large-datagram}",
      "clients/*",
      "survival/empty-datagram",
    ],
  },
  "drops-datagrams/every-fifth": { must: ["reply/any-datagram", "clients/another-port"] },
  "empty-datagram-is-error": { must: ["survival/empty-datagram"] },
  "empty-datagram-is-error/ends-server": { must: ["survival/empty-datagram"] },
  "exits-after-client": { must: ["value/moves-on"] },
  "die-with-error": { must: ["survival/client-gone"] },
};

interface Row {
  readonly suite: Suite;
  readonly mistakes: readonly Mistake[];
  readonly table: Table;
  readonly folder: string;
}

const SUITES: readonly Row[] = [
  { suite: tcpTime, mistakes: TCP_MISTAKES, table: TCP, folder: "../tcp_time/mistakes/" },
  { suite: udpTime, mistakes: UDP_MISTAKES, table: UDP, folder: "../udp_time/mistakes/" },
];

/** What no known mistake makes of the time. */
const UNKNOWN: Readonly<Record<string, TimeBytes>> = {
  "is ten minutes slow": (nowMs) => timeBytes(nowMs - 600_000),
  "is a day ahead": (nowMs) => timeBytes(nowMs + 86_400_000),
  "stands still": () => timeBytes(Date.UTC(2026, 0, 1)),
  "inverts the bits": (nowMs) => timeBytes(nowMs).map((byte) => byte ^ 0xff),
  "sends five bytes of nothing": () => Uint8Array.of(1, 2, 3, 4, 5),
  "sends a number": () => Uint8Array.of(0, 0, 0, 42),
  "sends a word": () => new TextEncoder().encode("time"),
  "sends 1900 alone": () => Uint8Array.of(0x83, 0xaa, 0x7e, 0x80),
};

for (const { suite, mistakes, table, folder } of SUITES) {
  proveTable({
    suite,
    mistakes,
    table,
    body: { serving: "concurrent", bufferBytes: 1024 },
    isNamed: true,
  });

  Deno.test(`every mistake of ${suite.name} is in a file of its own, and in the list`, async () => {
    await assertOnDisk(mistakes, new URL(folder, import.meta.url));
  });

  Deno.test(`diagnose() names the mistakes of ${suite.name}, whatever their body`, async () => {
    for (const mistake of mistakes) {
      for (const body of bodiesOf(mistake.id)) {
        const report = await gradeInMemory(suite, mistake.serve, { body });
        assertNamed(report, mistake, `${body.serving}, ${body.bufferBytes}`);
      }
    }
  });

  Deno.test(`diagnose() says nothing of a right server of ${suite.name}`, async () => {
    for (const body of BODIES) {
      const report = await gradeInMemory(suite, timeServer(suite.transport), { body });
      assertEquals([report.verdict, report.diagnoses], ["pass", []]);
    }
  });

  for (const [name, bytesAt] of Object.entries(UNKNOWN)) {
    Deno.test(`diagnose() says nothing of a server of ${suite.name} that ${name}`, async () => {
      const report = await gradeInMemory(suite, timeServer(suite.transport, bytesAt));
      assert(report.checks.some(({ status }) => status === "fail"));
      assertEquals(report.diagnoses.map(({ mistake }) => mistake), []);
    });
  }
}
