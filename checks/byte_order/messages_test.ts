import { assertEquals } from "@std/assert";
import { gradeInMemory, streamServer } from "../../lib/testing/in_memory.ts";
import {
  greets,
  misreading,
  oneReadOneRecord,
  slipping,
  waitsForTheEnd,
} from "../../lib/testing/wrong_records.ts";
import type { MemoryServer } from "../../lib/wire/memory.ts";
import { byteOrder } from "./mod.ts";

/** A wrong server, a check that fails with it, and what is said. */
type Row = readonly [server: MemoryServer, check: string, message: string];

const ROWS: readonly Row[] = [
  [
    slipping('"long" is written without htons() or htonl()'),
    "values/32-bit-order",
    '"long" at offset 2: expected 01 02 03 05 (16909061), received 05 03 02 01 (84083201); ' +
    'read little-endian that is 16909061. Just these bytes come when "long" is written without ' +
    'htons() or htonl(), or when "long" is converted twice when written, as by htonl(htonl(x)), ' +
    "or not at all",
  ],
  [
    slipping("every number is read without ntohs() or ntohl()"),
    "values/16-bit-order",
    '"short" at offset 0: expected 01 03 (259), received 02 02 (514). Just these bytes come when ' +
    "every number is read without ntohs() or ntohl(), or when every number is converted twice " +
    "when read, as by ntohl(ntohl(x)), or not at all",
  ],
  [
    slipping("The request comes back as it was sent"),
    "values/16-bit-order",
    '"short" at offset 0: expected 01 03 (259), received 01 02 (258). Just these bytes come when ' +
    "the request comes back as it was sent",
  ],
  [
    slipping("every number stays at its maximum where it should go round to 0"),
    "values/32-bit-wrap",
    '"long" at offset 2: expected 00 00 00 00 (0), received FF FF FF FF (4294967295). Just these ' +
    'bytes come when "long" comes back as it was sent, or when every number stays at its ' +
    "maximum where it should go round to 0",
  ],
  [
    slipping("A NUL follows the reply"),
    "size/exact",
    "266 bytes came back, 1 byte more than the reply has. Just these bytes come when a NUL " +
    "follows the reply",
  ],
  [
    slipping('"text" is converted two bytes at a time, as by htons()'),
    "text/order",
    '"text" at offset 8: expected 30 35 3A 3F 34 39 3E 33 38 3D 32 37 3C 31 36 3B … (257 bytes), ' +
    "received 35 30 3F 3A 39 34 33 3E 3D 38 37 32 31 3C 3B 36 … (257 bytes). Just these bytes " +
    'come when "text" is converted two bytes at a time, as by htons()',
  ],
  [
    misreading('"text" is cut to the largest length'),
    "survival/one-byte-too-long",
    'A reply came to a text of 1,025 bytes. Just these bytes come when "text" is cut to the ' +
    "largest length",
  ],
  [
    oneReadOneRecord,
    "stream/cut-in-number",
    '"short" at offset 0: expected 16 1D (5661), received 16 1C (5660). Alone, sent in one piece, ' +
    "each record is answered rightly",
  ],
  [
    waitsForTheEnd,
    "stream/at-once",
    "A whole record got no answer within 2 s; the answer came when the client had ended its side",
  ],
  [greets, "stream/nothing-unasked", "Something came before anything was sent"],
  [
    misreading('"long" is read and sent as a long of 8 bytes'),
    "reach/answers",
    "The server ended the connection without an answer to 265 bytes. It answers where every 32-bit " +
    "number has 8 bytes: sizeof(long) is 8 here, uint32_t has 4",
  ],
  [
    streamServer((stream) => stream.write(new TextEncoder().encode("hello\n")).then(() => {})),
    "reach/answers",
    "What came back has nothing to do with the record of 265 bytes sent",
  ],
];

for (const [server, check, message] of ROWS) {
  Deno.test(`byte-order/${check} says: ${message.slice(0, 60)}`, async () => {
    const only = [`byte-order/${check}`];
    const { checks: [report] } = await gradeInMemory(byteOrder, server, { only });
    assertEquals([report?.status, report?.message], ["fail", message]);
  });
}
