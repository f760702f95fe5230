import { tcpEcho } from "./checks/tcp_echo/mod.ts";
import { udpEcho } from "./checks/udp_echo/mod.ts";
import { serversOf } from "./lib/mistake.ts";
import { grade } from "./lib/run/grade.ts";
import { serveInMemory } from "./lib/serve/in_memory.ts";
const [which, filter = "", bodies = "c1024"] = Deno.args;
const suite = which === "udp" ? udpEcho : tcpEcho;
const BIG = ["**/*-mib", "**/{late-reader,slow-reader,side-by-side}"];
let named = 0, unnamed = 0, mis = 0;
for (const b of bodies.split(",")) {
  const body = { serving: b[0] === "c" ? "concurrent" as const : "iterative" as const, bufferBytes: +b.slice(1) };
  for (const mistake of await suite.mistakes!()) {
    for (const [name, server] of serversOf(mistake)) {
      if (!name.includes(filter)) continue;
      const t0 = performance.now();
      const program = serveInMemory(server, body);
      const report = await grade([{ suite, host: "127.0.0.1", port: 7 }], { wire: program.wire, budgetMs: 3_600_000, level: "strict", seed: 1, skip: body.bufferBytes < 300 ? BIG : [] });
      program.close();
      const names = report.diagnoses.map((d) => `${d.mistake}(${d.confidence},${d.explains.length})`);
      const first = report.diagnoses[0]?.mistake;
      const failed = report.checks.filter((c) => c.status === "fail" || c.status === "warn").map((c) => c.id.split("/").slice(1).join("/"));
      const alike = mistake.alike?.ids ?? [];
      const state = !first ? (unnamed++, "UNNAMED") : first === mistake.id ? (named++, "ok") : alike.includes(first) ? (named++, "alike") : (mis++, "MISNAMED");
      const expl = new Set(report.diagnoses.flatMap((d) => d.explains.map((c) => c.split("/").slice(1).join("/"))));
      const left = failed.filter((f) => !expl.has(f));
      if (state !== "ok" || Deno.env.get("V")) console.log(`${b} ${state.padEnd(8)} ${name}  [${Math.round(performance.now() - t0)} ms] ${names.join(" ")} left: ${left.join(" ")} of ${failed.length}`);
      if (Deno.env.get("T")) for (const c of report.checks.filter((c)=>c.id.includes(Deno.env.get("T")!))) console.log(c.id, c.transcript.map((e)=>[Math.round(e.ms),e.conn,e.event,e.bytes].join(" ")).join("\n")); if (Deno.env.get("S")) for (const c of report.checks) if (c.status !== "pass") console.log(c.status, c.id, c.reason, c.message); if (Deno.env.get("X")) for (const d of report.diagnoses) console.log(d.title + "\n" + d.explanation + "\n" + d.fix + "\n");
    }
  }
}
console.log({ named, unnamed, mis });
Deno.exit(0);
