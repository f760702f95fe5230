import type { Mistake } from "../../../lib/mistake.ts";
import { acceptLoopBlocked } from "./accept_loop_blocked.ts";
import { addsBanner } from "./adds_banner.ts";
import { addsNewline } from "./adds_newline.ts";
import { addsNul } from "./adds_nul.ts";
import { addsPrefix } from "./adds_prefix.ts";
import { bufferedRestLost } from "./buffered_rest_lost.ts";
import { changesCase } from "./changes_case.ts";
import { charEofCompare } from "./char_eof_compare.ts";
import { childrenNotReaped } from "./children_not_reaped.ts";
import { closeDropsPending } from "./close_drops_pending.ts";
import { counterNotDecremented } from "./counter_not_decremented.ts";
import { decodesText } from "./decodes_text.ts";
import { dieWithError } from "./die_with_error.ts";
import { discardsBeyondBuffer } from "./discards_beyond_buffer.ts";
import { duplicateReply } from "./duplicate_reply.ts";
import { eofIgnored } from "./eof_ignored.ts";
import { exitsAfterClient } from "./exits_after_client.ts";
import { fdLeak } from "./fd_leak.ts";
import { fdSetNotCopied } from "./fd_set_not_copied.ts";
import { fixedTable } from "./fixed_table.ts";
import { idleTimeout } from "./idle_timeout.ts";
import { ignoresRecvLength } from "./ignores_recv_length.ts";
import { interruptedAccept } from "./interrupted_accept.ts";
import { lineBuffered } from "./line_buffered.ts";
import { noRoomForTerminator } from "./no_room_for_terminator.ts";
import { obeysCommands } from "./obeys_commands.ts";
import { oneClientAtATime } from "./one_client_at_a_time.ts";
import { outputNotFlushed } from "./output_not_flushed.ts";
import { perByteDelay } from "./per_byte_delay.ts";
import { printsObject } from "./prints_object.ts";
import { sevenBit } from "./seven_bit.ts";
import { sharedBuffer } from "./shared_buffer.ts";
import { shortSend } from "./short_send.ts";
import { sigpipeKills } from "./sigpipe_kills.ts";
import { singleRecv } from "./single_recv.ts";
import { stopsAtSpace } from "./stops_at_space.ts";
import { stripsLineEnd } from "./strips_line_end.ts";
import { strlenOnReceivedBytes } from "./strlen_on_received_bytes.ts";
import { textMode } from "./text_mode.ts";
import { threadArgumentShared } from "./thread_argument_shared.ts";
import { trimsWhitespace } from "./trims_whitespace.ts";
import { waitsForEof } from "./waits_for_eof.ts";
import { waitsForFullBuffer } from "./waits_for_full_buffer.ts";
import { writeEventMissing } from "./write_event_missing.ts";

export { echoNotTransformed } from "./echo_not_transformed.ts";

/** The mistakes of a stream echo server. */
export const MISTAKES: readonly Mistake[] = [
  strlenOnReceivedBytes,
  ignoresRecvLength,
  singleRecv,
  bufferedRestLost,
  shortSend,
  closeDropsPending,
  waitsForEof,
  waitsForFullBuffer,
  outputNotFlushed,
  lineBuffered,
  stripsLineEnd,
  trimsWhitespace,
  stopsAtSpace,
  addsNewline,
  addsNul,
  addsBanner,
  addsPrefix,
  changesCase,
  sevenBit,
  decodesText,
  printsObject,
  textMode,
  charEofCompare,
  discardsBeyondBuffer,
  noRoomForTerminator,
  obeysCommands,
  duplicateReply,
  eofIgnored,
  exitsAfterClient,
  oneClientAtATime,
  acceptLoopBlocked,
  fixedTable,
  counterNotDecremented,
  fdLeak,
  childrenNotReaped,
  sharedBuffer,
  threadArgumentShared,
  fdSetNotCopied,
  sigpipeKills,
  dieWithError,
  idleTimeout,
  perByteDelay,
  interruptedAccept,
  writeEventMissing,
];
