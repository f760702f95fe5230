import { assert, assertEquals } from "@std/assert";
import type { Suite } from "../lib/check.ts";
import { type Mistake, serversOf } from "../lib/mistake.ts";
import type { Report } from "../lib/report.ts";
import { grade, type GradeOptions } from "../lib/run/grade.ts";
import { RIGHT_DATAGRAM_ECHO, RIGHT_STREAM_ECHO } from "../lib/serve/echo.ts";
import { serveInMemory } from "../lib/serve/in_memory.ts";
import type { Body, Server } from "../lib/serve/server.ts";
import { BODIES, bodiesOf, isTried } from "./testing.ts";
import { tcpEcho } from "./tcp_echo/mod.ts";
import { udpEcho } from "./udp_echo/mod.ts";

/** In memory the time is virtual but each read isn't: megabytes are for those that show in them alone. */
const VOLUME = ["**/*-mib", "**/{late-reader,slow-reader,side-by-side}"];
const LARGE_BUFFER = 4096;
/** Mistakes that show in large transfers only. */
const NEED_VOLUME = ["short-send", "close-drops-pending", "write-event-missing"];

/** What is known to get no name, or another one, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "udp-echo no-room-for-terminator, 64":
    "The first datagram that fills 64 bytes is also the first that is no text: an exception of decode() looks the same",
};

async function report(
  suite: Suite,
  server: Server,
  body: Body,
  { level = "strict", skip = VOLUME }: Pick<GradeOptions, "level" | "skip"> = {},
): Promise<Report> {
  const program = serveInMemory(server, body);
  const target = { suite, host: "127.0.0.1", port: 7 };
  const options = { wire: program.wire, budgetMs: 3_600_000, level, seed: 1, skip };
  return await grade([target], options).finally(() => program.close());
}

function bodiesFor({ id }: Mistake, name: string): readonly Body[] {
  return NEED_VOLUME.includes(id)
    ? BODIES.filter(({ bufferBytes }) => bufferBytes === LARGE_BUFFER)
    : bodiesOf(name, 1);
}

for (const suite of [tcpEcho, udpEcho]) {
  for (const mistake of await suite.mistakes!()) {
    for (const [name, server] of serversOf(mistake)) {
      if (!isTried(name)) continue;
      Deno.test(`diagnose() names ${name} of ${suite.name}, whatever its body`, async () => {
        for (const body of bodiesFor(mistake, name)) {
          const where = `${suite.name} ${name}, ${body.bufferBytes}`;
          if (where in EXCEPTIONS) continue;
          const skip = NEED_VOLUME.includes(mistake.id) ? [] : VOLUME;
          const { diagnoses } = await report(suite, server, body, { skip });
          const names = [mistake.id, ...mistake.alike?.ids ?? []];
          assert(names.includes(diagnoses[0]?.mistake ?? ""), `${where}: ${namesOf(diagnoses)}`);
        }
      });
    }
  }
}

Deno.test("diagnose() says nothing of right servers", async () => {
  for (const body of BODIES) {
    const { diagnoses: stream } = await report(tcpEcho, RIGHT_STREAM_ECHO, body);
    const limit = body.serving === "iterative" ? ["one-client-at-a-time"] : [];
    assertEquals(stream.map(({ mistake }) => mistake), limit);
    const { diagnoses: first } = await report(tcpEcho, RIGHT_STREAM_ECHO, body, { level: "core" });
    assertEquals(first, []);
    const { diagnoses: datagrams } = await report(udpEcho, RIGHT_DATAGRAM_ECHO, {
      ...body,
      bufferBytes: 65_536,
    });
    assertEquals(datagrams, []);
  }
});

function namesOf(diagnoses: Report["diagnoses"]): string {
  return diagnoses.map(({ mistake }) => mistake).join(", ") || "nothing";
}
