import type { Mistake } from "../../../lib/mistake.ts";
import { addressLengthUnset } from "./address_length_unset.ts";
import { addsNul } from "./adds_nul.ts";
import { clientAddressKept } from "./client_address_kept.ts";
import { dieWithError } from "./die_with_error.ts";
import { doubleConversion } from "./double_conversion.ts";
import { dropsDatagrams } from "./drops_datagrams.ts";
import { duplicateReply } from "./duplicate_reply.ts";
import { emptyDatagramIsError } from "./empty_datagram_is_error.ts";
import { exitsAfterClient } from "./exits_after_client.ts";
import { ignoresRecvLength } from "./ignores_recv_length.ts";
import { localTime } from "./local_time.ts";
import { noHton } from "./no_hton.ts";
import { replyFromOtherSocket } from "./reply_from_other_socket.ts";
import { sendsText } from "./sends_text.ts";
import { unixEpoch } from "./unix_epoch.ts";
import { wrongHtonWidth } from "./wrong_hton_width.ts";
import { wrongIntegerSize } from "./wrong_integer_size.ts";
import { wrongUnit } from "./wrong_unit.ts";

/** The mistakes of a time server over UDP. */
export const MISTAKES: readonly Mistake[] = [
  wrongHtonWidth,
  wrongIntegerSize,
  sendsText,
  noHton,
  unixEpoch,
  doubleConversion,
  localTime,
  wrongUnit,
  addsNul,
  ignoresRecvLength,
  addressLengthUnset,
  clientAddressKept,
  replyFromOtherSocket,
  duplicateReply,
  dropsDatagrams,
  emptyDatagramIsError,
  exitsAfterClient,
  dieWithError,
];
