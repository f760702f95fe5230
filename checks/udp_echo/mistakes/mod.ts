import type { Mistake } from "../../../lib/mistake.ts";
import { addressLengthUnset } from "./address_length_unset.ts";
import { addsNewline } from "./adds_newline.ts";
import { addsNul } from "./adds_nul.ts";
import { addsPrefix } from "./adds_prefix.ts";
import { boundariesLost } from "./boundaries_lost.ts";
import { bufferTooSmall } from "./buffer_too_small.ts";
import { changesCase } from "./changes_case.ts";
import { clientAddressKept } from "./client_address_kept.ts";
import { decodesText } from "./decodes_text.ts";
import { dieWithError } from "./die_with_error.ts";
import { dropsDatagrams } from "./drops_datagrams.ts";
import { duplicateReply } from "./duplicate_reply.ts";
import { emptyDatagramIsError } from "./empty_datagram_is_error.ts";
import { exitsAfterClient } from "./exits_after_client.ts";
import { ignoresRecvLength } from "./ignores_recv_length.ts";
import { noRoomForTerminator } from "./no_room_for_terminator.ts";
import { printsObject } from "./prints_object.ts";
import { replyFromOtherSocket } from "./reply_from_other_socket.ts";
import { sevenBit } from "./seven_bit.ts";
import { sharedBuffer } from "./shared_buffer.ts";
import { stripsLineEnd } from "./strips_line_end.ts";
import { strlenOnReceivedBytes } from "./strlen_on_received_bytes.ts";
import { textMode } from "./text_mode.ts";
import { trimsWhitespace } from "./trims_whitespace.ts";

export { echoNotTransformed } from "./echo_not_transformed.ts";

/** The mistakes of a datagram echo server. */
export const MISTAKES: readonly Mistake[] = [
  bufferTooSmall,
  emptyDatagramIsError,
  clientAddressKept,
  replyFromOtherSocket,
  addressLengthUnset,
  duplicateReply,
  dropsDatagrams,
  boundariesLost,
  strlenOnReceivedBytes,
  ignoresRecvLength,
  addsNul,
  addsNewline,
  addsPrefix,
  changesCase,
  sevenBit,
  stripsLineEnd,
  trimsWhitespace,
  decodesText,
  printsObject,
  textMode,
  sharedBuffer,
  exitsAfterClient,
  noRoomForTerminator,
  dieWithError,
];
