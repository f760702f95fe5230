import { tcpEcho } from "./checks/tcp_echo/mod.ts";
import { serversOf } from "./lib/mistake.ts";
import { Session } from "./lib/run/session.ts";
import { observe } from "./lib/run/observe.ts";
import { serveInMemory } from "./lib/serve/in_memory.ts";
const [name, ask, b="c1024"] = Deno.args;
const ms = await tcpEcho.mistakes!();
const server = ms.flatMap((m) => [...serversOf(m)]).find(([n]) => n === name)![1];
const program = serveInMemory(server, { serving: b[0]==="c"?"concurrent":"iterative", bufferBytes: +b.slice(1) });
const session = new Session(tcpEcho, { wire: program.wire, target: { host: "127.0.0.1", port: 7 }, seed: 1, level: "strict", timeoutMs: 2000, jobs: 8, budgetMs: 3.6e6, signal: new AbortController().signal, onOutcome() {} });
await session.run(tcpEcho.checks);
const run = observe(session, tcpEcho);
console.log("gone", run.goneAfter);
for (const h of ms.find((m) => m.id === ask)!.recognise!(run)) for (const o of run.all) { const r = h.read(o); if (r !== "nothing") console.log(r, o.id, o.status, o.conversations.map((c) => [c.sentBytes, c.receivedBytes, c.ending, c.sent.length, c.received.length, c.isWhole].join(",")).join(" | ").slice(0, 300)); }
Deno.exit(0);
