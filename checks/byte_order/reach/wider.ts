import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import type { CheckContext } from "../../../lib/check.ts";
import { encode, fieldSpans } from "../../../lib/layout/encode.ts";
import { isNumberField, type Layout, type LayoutRecord } from "../../../lib/layout/layout.ts";
import { unreachable } from "../exchange.ts";
import { NUMBER_KINDS } from "../../../lib/layout/number.ts";

/**
 * Asks a server that has closed without an answer once more, with 8 bytes for every number of 32 bits:
 * what it says to that, as the end of a sentence. A `long` that is read whole is the usual reason for
 * such a silence.
 */
export async function wordWider(
  { dial }: Pick<CheckContext, "dial">,
  layout: Layout,
  record: LayoutRecord,
): Promise<string> {
  const request = widened(layout, record);
  if (request === null) return "";
  const peer = await dial().catch(unreachable);
  if (peer === null) return "";
  await peer.send(request);
  const { bytes } = await peer.receive(1);
  await peer.end();
  return bytes.length === 0
    ? ""
    : ". It answers where every 32-bit number has 8 bytes: sizeof(long) is 8 here, uint32_t has 4";
}

/** The record with four zeros behind each number of 32 bits; `null` where it has none. */
function widened(layout: Layout, record: LayoutRecord): Uint8Array | null {
  const bytes = encode(layout, record);
  const spans = fieldSpans(layout, record);
  const isLong = ({ field }: typeof spans[number]) =>
    isNumberField(field) && NUMBER_KINDS[field.type].size === 4 &&
    NUMBER_KINDS[field.type].kind !== "float";
  if (!spans.some(isLong)) return null;
  return joinBytes(...spans.flatMap((span) => {
    const part = bytes.subarray(span.offset, span.offset + span.size);
    return isLong(span) ? [part, new Uint8Array(4)] : [part];
  }));
}
