import { BUILT_IN_LAYOUT } from "../../../lib/layout/built_in.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { acceptLoopBlocked } from "./accept_loop_blocked.ts";
import { addsBanner } from "./adds_banner.ts";
import { addsNewline } from "./adds_newline.ts";
import { addsNul } from "./adds_nul.ts";
import { bufferOverflow } from "./buffer_overflow.ts";
import { bufferedRestLost } from "./buffered_rest_lost.ts";
import { changesCase } from "./changes_case.ts";
import { childrenNotReaped } from "./children_not_reaped.ts";
import { closeDropsPending } from "./close_drops_pending.ts";
import { counterNotDecremented } from "./counter_not_decremented.ts";
import { decodesText } from "./decodes_text.ts";
import { dieWithError } from "./die_with_error.ts";
import { doubleConversion } from "./double_conversion.ts";
import { eofIgnored } from "./eof_ignored.ts";
import { exitsAfterClient } from "./exits_after_client.ts";
import { fdLeak } from "./fd_leak.ts";
import { fixedTable } from "./fixed_table.ts";
import { ignoresRecvLength } from "./ignores_recv_length.ts";
import { interruptedAccept } from "./interrupted_accept.ts";
import { noByteOrder } from "./no_byte_order.ts";
import { noHton } from "./no_hton.ts";
import { noIncrement } from "./no_increment.ts";
import { noNtoh } from "./no_ntoh.ts";
import { noValidation } from "./no_validation.ts";
import { offByOne } from "./off_by_one.ts";
import { oneClientAtATime } from "./one_client_at_a_time.ts";
import { oneRecvOneMessage } from "./one_recv_one_message.ts";
import { rangeException } from "./range_exception.ts";
import { sendsText } from "./sends_text.ts";
import { sevenBit } from "./seven_bit.ts";
import { sharedBuffer } from "./shared_buffer.ts";
import { signedOverflow } from "./signed_overflow.ts";
import { sigpipeKills } from "./sigpipe_kills.ts";
import { singleRecv } from "./single_recv.ts";
import { stripsLineEnd } from "./strips_line_end.ts";
import { strlenOnReceivedBytes } from "./strlen_on_received_bytes.ts";
import { structPadding } from "./struct_padding.ts";
import { textMode } from "./text_mode.ts";
import { textSwapped } from "./text_swapped.ts";
import { trimsWhitespace } from "./trims_whitespace.ts";
import { waitsForEof } from "./waits_for_eof.ts";
import { waitsForFullBuffer } from "./waits_for_full_buffer.ts";
import { wrongHtonWidth } from "./wrong_hton_width.ts";
import { wrongIntegerSize } from "./wrong_integer_size.ts";
import { zeroLengthIsEof } from "./zero_length_is_eof.ts";

const ALL: readonly ((layout: Layout) => Mistake)[] = [
  noByteOrder,
  noNtoh,
  noHton,
  doubleConversion,
  wrongHtonWidth,
  structPadding,
  wrongIntegerSize,
  textSwapped,
  noIncrement,
  sendsText,
  signedOverflow,
  rangeException,
  offByOne,
  noValidation,
  bufferOverflow,
  zeroLengthIsEof,
  strlenOnReceivedBytes,
  ignoresRecvLength,
  addsNul,
  addsNewline,
  addsBanner,
  changesCase,
  sevenBit,
  decodesText,
  stripsLineEnd,
  trimsWhitespace,
  textMode,
  singleRecv,
  oneRecvOneMessage,
  bufferedRestLost,
  waitsForEof,
  waitsForFullBuffer,
  closeDropsPending,
  eofIgnored,
  exitsAfterClient,
  interruptedAccept,
  oneClientAtATime,
  acceptLoopBlocked,
  fixedTable,
  counterNotDecremented,
  fdLeak,
  childrenNotReaped,
  sharedBuffer,
  sigpipeKills,
  dieWithError,
];

const MADE = new WeakMap<Layout, readonly Mistake[]>();

/** The mistakes of a server of records with any layout. */
export function mistakesFor(layout: Layout): readonly Mistake[] {
  const made = MADE.get(layout) ?? ALL.map((make) => make(layout));
  MADE.set(layout, made);
  return made;
}

/** The mistakes of a server of records with the built-in layout. */
export const MISTAKES: readonly Mistake[] = mistakesFor(BUILT_IN_LAYOUT);
