import { assertEquals } from "@std/assert";
import { counted, excerpt, hex, printable, quote, utf8 } from "./text.ts";

Deno.test("hex(), printable() and quote() let no control byte through", () => {
  const bytes = new Uint8Array([0x1b, 0x5b, 0x00, 0x41, 0x0a, 0x22, 0x5c, 0xff]);
  assertEquals(hex(bytes), "1b 5b 00 41 0a 22 5c ff");
  assertEquals(printable(bytes), '.[.A."\\.');
  assertEquals(quote(bytes), '"\\x1b[\\x00A\\n\\"\\\\\\xff"');
});

Deno.test("excerpt() shows few bytes whole and many by their beginning", () => {
  assertEquals(excerpt(utf8("hi")), '68 69 ("hi")');
  assertEquals(excerpt(new Uint8Array()), "nothing");
  assertEquals(excerpt(new Uint8Array(1024), 2), "1,024 bytes that begin 00 00");
});

Deno.test("counted() takes the plural where it must", () => {
  assertEquals(counted(1, "byte"), "1 byte");
  assertEquals(counted(0, "byte"), "0 bytes");
});
