import { assert, assertEquals } from "@std/assert";
import { joinBytes } from "../../lib/bytes/byte_list.ts";
import { type EchoRules, PLAIN_DATAGRAMS, PLAIN_STREAM, replyTo } from "../../lib/echo/rules.ts";
import type { Report } from "../../lib/report.ts";
import { eachClient, eachDatagram } from "../../lib/serve/echo.ts";
import type { Server } from "../../lib/serve/server.ts";
import { upperCase, withNewline } from "../slips.ts";
import { gradeInMemory } from "../testing.ts";
import { tcpEchoSuite } from "../tcp_echo/mod.ts";
import { udpEchoSuite } from "../udp_echo/mod.ts";

/** In memory the time is virtual but each read isn't: megabytes are for one of the rules alone. */
const BODY = { serving: "concurrent", bufferBytes: 65_536 } as const;
const VOLUME = ["**/*-mib", "**/{late-reader,slow-reader,side-by-side}"];
const WITH_VOLUME = "lines with a prefix";

/** A server that answers by some rules, whatever pieces the stream comes in; `spoil` is done to each reply. */
function answering(rules: EchoRules, spoil = (reply: Uint8Array) => reply): Server {
  if (rules.unit === "datagram") return eachDatagram((payload) => spoil(replyTo(payload, rules)));
  return eachClient(async (client) => {
    let kept: Uint8Array = new Uint8Array();
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      kept = joinBytes(kept, piece);
      const end = rules.unit === "line" ? kept.lastIndexOf(0x0a) + 1 : kept.length;
      if (end > 0) await client.send(spoil(replyTo(kept.subarray(0, end), rules)));
      kept = kept.slice(end);
    }
  });
}

const STREAMS: Readonly<Record<string, Partial<EchoRules>>> = {
  upper: { reply: "upper" },
  lower: { reply: "lower" },
  "upper lines": { reply: "upper", unit: "line" },
  "lines turned round": { reply: "reverse", unit: "line" },
  "lines with a prefix": { prefix: "Echo: ", unit: "line" },
  "lower lines with a prefix": { reply: "lower", prefix: "> ", unit: "line" },
  lines: { unit: "line" },
};

const DATAGRAMS: Readonly<Record<string, Partial<EchoRules>>> = {
  upper: { reply: "upper" },
  lower: { reply: "lower" },
  "turned round": { reply: "reverse" },
  "with a prefix": { prefix: "Echo: " },
  "of up to 1,000 bytes": { maxDatagram: 1000 },
};

interface Ruled {
  readonly name: string;
  readonly rules: EchoRules;
  readonly grade: (server: Server) => Promise<Report>;
}

const RULED: readonly Ruled[] = [
  ...Object.entries(STREAMS).map(([name, parts]): Ruled => {
    const rules = { ...PLAIN_STREAM, ...parts };
    const grade = (server: Server) =>
      gradeInMemory(tcpEchoSuite(rules), server, {
        body: BODY,
        skip: name === WITH_VOLUME ? [] : VOLUME,
      });
    return { name: `tcp-echo, ${name}`, rules, grade };
  }),
  ...Object.entries(DATAGRAMS).map(([name, parts]): Ruled => {
    const rules = { ...PLAIN_DATAGRAMS, ...parts };
    const grade = (server: Server) => gradeInMemory(udpEchoSuite(rules), server, { body: BODY });
    return { name: `udp-echo, ${name}`, rules, grade };
  }),
];

for (const { name, rules, grade } of RULED) {
  Deno.test(`${name}: a server that answers so passes everything, and no mistake is named`, async () => {
    const { checks, diagnoses } = await grade(answering(rules));
    const failed = checks.filter(({ status }) => status !== "pass" && status !== "skip");
    assertEquals(failed.map(({ id, message }) => `${id}: ${message}`), []);
    assertEquals(diagnoses, []);
    assert(checks.filter(({ status }) => status === "pass").length >= 20);
  });

  Deno.test(`${name}: a newline too many is told as that`, async () => {
    const { diagnoses } = await grade(answering(rules, withNewline));
    const names = diagnoses.map(({ mistake }) => mistake);
    assert(names[0] === "adds-newline" || names.length === 0, names.join(", "));
  });
}

for (const { name, rules, grade } of RULED.filter(({ rules }) => isChanged(rules))) {
  Deno.test(`${name}: a plain echo is told as one`, async () => {
    const plain = rules.unit === "datagram" ? PLAIN_DATAGRAMS : PLAIN_STREAM;
    const { checks, diagnoses } = await grade(answering(plain));
    assert(checks.filter(({ status }) => status === "fail").length >= 5);
    assertEquals(diagnoses.map(({ mistake }) => mistake), ["echo-not-transformed"]);
    assertEquals(diagnoses[0]?.confidence, "certain");
  });
}

Deno.test("a plain suite tells capitals as a mistake, and never a missing change", async () => {
  const server = eachDatagram(upperCase);
  const { diagnoses } = await gradeInMemory(udpEchoSuite(), server, { body: BODY });
  assertEquals(diagnoses.map(({ mistake }) => mistake), ["changes-case"]);
});

Deno.test("max-datagram makes sizes up to it core, and sends no larger one", () => {
  const { checks } = udpEchoSuite({ ...PLAIN_DATAGRAMS, maxDatagram: 1000 });
  const sizes = checks.filter(({ id }) => id.startsWith("udp-echo/size/"));
  assertEquals(sizes.map(({ id }) => Number(id.split("/")[2])), [1, 64, 255, 256, 512, 513, 1000]);
  assertEquals(new Set(sizes.map(({ level }) => level)), new Set(["core"]));
});

/** Servers that do a part of what a check asks, and how much of it. */
const PARTS = [
  { id: "tcp-echo/concurrency/sixty-four-clients", mistake: "fixed-table", of: 64 },
  { id: "tcp-echo/concurrency/twenty-clients", mistake: "fixed-table", of: 20 },
] as const;

for (const { id, mistake, of } of PARTS) {
  Deno.test(`${id} knows how many clients were served: ${mistake}`, async () => {
    const { serve } = (await tcpEchoSuite().mistakes!()).find((one) => one.id === mistake)!;
    const body = { serving: "concurrent", bufferBytes: 4096 } as const;
    const { checks } = await gradeInMemory(tcpEchoSuite(), serve, { body, skip: VOLUME });
    const { status, parts } = checks.find((check) => check.id === id)!;
    assertEquals([status, parts?.of], ["fail", of]);
    assert(parts!.done > 0 && parts!.done < of, `${parts!.done}`);
  });
}

function isChanged({ reply, prefix }: EchoRules): boolean {
  return reply !== "same" || prefix !== "";
}
