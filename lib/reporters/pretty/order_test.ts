import { assertEquals } from "@std/assert";
import { checkReport, definition } from "../../testing/reports.ts";
import { simplestFirst } from "./order.ts";

Deno.test("simplestFirst() puts first what needs least, then keeps the order", () => {
  const ids = ["a/x/late", "a/x/middle", "a/x/other", "a/reach/answers"];
  const [late, middle, other, first] = ids;
  const definitions = [
    definition(late!, { needs: [middle!] }),
    definition(middle!),
    definition(other!),
    definition(first!),
  ];
  const checks = new Map(definitions.map((check) => [check.id, check]));
  const order = (map: typeof checks) =>
    simplestFirst(ids.map((id) => checkReport(id)), map).map(({ id }) => id);
  assertEquals(order(checks), [first!, middle!, other!, late!]);
  assertEquals(order(new Map()), ids);
});

Deno.test("simplestFirst() ends where needs go round in a circle", () => {
  const checks = new Map([
    ["a/x/1", definition("a/x/1", { needs: ["a/x/2"] })],
    ["a/x/2", definition("a/x/2", { needs: ["a/x/1"] })],
  ]);
  const reports = ["a/x/1", "a/x/2"].map((id) => checkReport(id));
  assertEquals(simplestFirst(reports, checks).length, 2);
});
