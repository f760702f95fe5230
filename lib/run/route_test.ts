import { assertEquals, assertRejects } from "@std/assert";
import { tcpEchoInMemory, udpEchoInMemory } from "../testing/in_memory.ts";
import { memoryWire } from "../wire/memory.ts";
import { Mismatch } from "../wire/mismatch.ts";
import { ConnectFailure, type ConnectProblem, type Wire } from "../wire/wire.ts";
import { isRefusal, Route } from "./route.ts";

const NAMED = { host: "somewhere", port: 7 };

/** A wire on which each address of a name has a problem, or none. */
function wireWith(addresses: Readonly<Record<string, ConnectProblem | null>>): Wire {
  const inner = memoryWire({ ...tcpEchoInMemory, ...udpEchoInMemory });
  return {
    ...inner,
    resolve: () => Promise.resolve(Object.keys(addresses)),
    isBound: ({ host }) => Promise.resolve(addresses[host] === null),
    connect(to, options) {
      const problem = addresses[to.host];
      return problem ? Promise.reject(new ConnectFailure(problem)) : inner.connect(to, options);
    },
  };
}

Deno.test("Route.connect() tries every address, and keeps the one that answers", async () => {
  const route = new Route(wireWith({ "::1": "refused", "127.0.0.1": null }), NAMED);
  const stream = await route.connect();
  assertEquals([stream.remote.host, route.target.host], ["127.0.0.1", "127.0.0.1"]);
  stream.close();
});

const PROBLEMS: readonly (readonly [ConnectProblem, string])[] = [
  ["refused", "Nothing listens on [::1]:7: the connection was refused"],
  ["timeout", "The connect to [::1]:7 was not answered within 4 s"],
  ["unreachable", "There is no way to [::1]:7: the network calls it unreachable"],
];

Deno.test("Route.connect() has words of its own for each way to fail", async () => {
  for (const [problem, words] of PROBLEMS) {
    const route = new Route(wireWith({ "::1": problem }), { host: "::1", port: 7 });
    const mismatch = await assertRejects(() => route.connect(), Mismatch, words);
    assertEquals(isRefusal(mismatch), problem === "refused");
  }
  const wire = wireWith({});
  const lost = { ...wire, resolve: () => Promise.reject(new ConnectFailure("unknown-host")) };
  const route = new Route(lost, NAMED);
  await assertRejects(
    () => route.connect(),
    Mismatch,
    'There is no host with the name "somewhere"',
  );
});

Deno.test("Route.open() goes to the address on which something is bound", async () => {
  const route = new Route(wireWith({ "::1": "refused", "127.0.0.1": null }), NAMED);
  assertEquals((await route.open()).target.host, "127.0.0.1");
  const nowhere = new Route(wireWith({ "::1": "refused" }), NAMED);
  const mismatch = await assertRejects(
    () => nowhere.open(),
    Mismatch,
    "Nothing is bound to UDP port 7",
  );
  assertEquals(isRefusal(mismatch), true);
});
