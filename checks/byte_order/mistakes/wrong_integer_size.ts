import { anyOf } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { bySlip } from "../diagnose/by_slip.ts";
import { byWideNumbers } from "../diagnose/refusals.ts";
import { allForms } from "../forms.ts";
import { integersOf } from "../material.ts";
import { recordServer, rightServer, slipServers } from "../slip_servers.ts";
import { slipMistake } from "../slip_mistake.ts";

const ID = "wrong-integer-size";

/** A number is sent or read in a type of another size. */
export const wrongIntegerSize = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: ID,
    title: "A number in a type of another size",
    shows: "a number has more or fewer bytes than its field, and all behind it is shifted",
    why:
      "How many bytes an int or a long has depends on the machine: long, size_t and time_t have 8 here. uint16_t and uint32_t of <stdint.h> have 2 and 4 everywhere, and sizeof follows them.",
    code: {
      c: {
        wrong: "unsigned long x; send(client, &x, sizeof x, 0);",
        right: "uint32_t x; send(client, &x, sizeof x, 0);",
      },
      python: {
        wrong: 'struct.pack("!Q", x)   # or "L" without "!": 8 bytes here',
        right: 'struct.pack("!I", x)',
      },
      java: { wrong: "out.writeLong(x);", right: "out.writeInt((int) x);" },
      javascript: { wrong: "out.writeBigUInt64BE(BigInt(x));", right: "out.writeUInt32BE(x);" },
    },
    alike: {
      ids: ["struct-padding", "wrong-hton-width"],
      words:
        "The gaps of a struct, and htons() in place of htonl(), can leave the same bytes: print sizeof of all that you send.",
    },
  }, {
    recognise: anyOf(bySlip(layout, ID), byWideNumbers),
    variants: { ...slipServers(layout, ID).variants, "long-read": readingLongs(layout) },
  });

/** Numbers of 32 bits are read into a `long` as they lie in memory, 8 bytes of the stream for each. */
function readingLongs(layout: Layout) {
  const longs = integersOf(layout, 32).map(({ name }) => name).join();
  const form = allForms(layout).find(({ words, fields }) =>
    words.endsWith("is read and sent as a long of 8 bytes") && [...fields].join() === longs
  );
  return form ? recordServer(form.step) : rightServer(layout);
}
