import type { Mistake } from "../../../lib/mistake.ts";
import { acceptLoopBlocked } from "./accept_loop_blocked.ts";
import { addsBanner } from "./adds_banner.ts";
import { addsNul } from "./adds_nul.ts";
import { childrenNotReaped } from "./children_not_reaped.ts";
import { counterNotDecremented } from "./counter_not_decremented.ts";
import { dieWithError } from "./die_with_error.ts";
import { doubleConversion } from "./double_conversion.ts";
import { eofIgnored } from "./eof_ignored.ts";
import { exitsAfterClient } from "./exits_after_client.ts";
import { fdLeak } from "./fd_leak.ts";
import { fixedTable } from "./fixed_table.ts";
import { ignoresRecvLength } from "./ignores_recv_length.ts";
import { interruptedAccept } from "./interrupted_accept.ts";
import { localTime } from "./local_time.ts";
import { noHton } from "./no_hton.ts";
import { oneClientAtATime } from "./one_client_at_a_time.ts";
import { sendsText } from "./sends_text.ts";
import { sigpipeKills } from "./sigpipe_kills.ts";
import { unixEpoch } from "./unix_epoch.ts";
import { waitsForEof } from "./waits_for_eof.ts";
import { waitsForRequest } from "./waits_for_request.ts";
import { wrongHtonWidth } from "./wrong_hton_width.ts";
import { wrongIntegerSize } from "./wrong_integer_size.ts";
import { wrongUnit } from "./wrong_unit.ts";

/** The mistakes of a time server over TCP. */
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
  addsBanner,
  waitsForRequest,
  waitsForEof,
  eofIgnored,
  exitsAfterClient,
  interruptedAccept,
  oneClientAtATime,
  acceptLoopBlocked,
  fixedTable,
  counterNotDecremented,
  fdLeak,
  childrenNotReaped,
  dieWithError,
  sigpipeKills,
];
