import { assertEquals } from "@std/assert";
import { fieldValue, fieldValues, listMembers } from "./fields.ts";

const FIELDS = [
  { name: "Connection", value: "Keep-Alive, ,foo", offset: 0 },
  { name: "Set-Cookie", value: "a=1", offset: 30 },
  { name: "connection", value: "CLOSE", offset: 50 },
];

Deno.test("fieldValues() finds a field in any case", () => {
  assertEquals(fieldValues(FIELDS, "CONNECTION"), ["Keep-Alive, ,foo", "CLOSE"]);
  assertEquals(fieldValue(FIELDS, "set-cookie"), "a=1");
  assertEquals(fieldValue(FIELDS, "Cookie"), undefined);
});

Deno.test("listMembers() joins the lines of a list", () => {
  assertEquals(listMembers(FIELDS, "Connection"), ["keep-alive", "foo", "close"]);
});
