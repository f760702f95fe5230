import type { Mistake } from "../../../lib/mistake.ts";
import type { Site } from "../../../lib/site/site.ts";
import { forSite, type WebMistake } from "../web_mistake.ts";
import { absoluteForm } from "./absolute_form.ts";
import { acceptLoopBlocked } from "./accept_loop_blocked.ts";
import { badChunkedCoding } from "./bad_chunked_coding.ts";
import { badDate } from "./bad_date.ts";
import { badStatusLine } from "./bad_status_line.ts";
import { bodyAfter304 } from "./body_after_304.ts";
import { bufferOverflow } from "./buffer_overflow.ts";
import { bufferTooSmall } from "./buffer_too_small.ts";
import { bufferedRestLost } from "./buffered_rest_lost.ts";
import { caseInsensitiveCompare } from "./case_insensitive_compare.ts";
import { caseSensitiveCompare } from "./case_sensitive_compare.ts";
import { checkBeforeDecode } from "./check_before_decode.ts";
import { childrenNotReaped } from "./children_not_reaped.ts";
import { chunkedToHttp10 } from "./chunked_to_http10.ts";
import { closeWithUnreadData } from "./close_with_unread_data.ts";
import { connectionCloseIgnored } from "./connection_close_ignored.ts";
import { counterNotDecremented } from "./counter_not_decremented.ts";
import { decodeAfterCheck } from "./decode_after_check.ts";
import { decodesText } from "./decodes_text.ts";
import { dieWithError } from "./die_with_error.ts";
import { eofIgnored } from "./eof_ignored.ts";
import { errorStatus200 } from "./error_status_200.ts";
import { exitsAfterClient } from "./exits_after_client.ts";
import { expectIgnored } from "./expect_ignored.ts";
import { fdLeak } from "./fd_leak.ts";
import { fixedTable } from "./fixed_table.ts";
import { headHasBody } from "./head_has_body.ts";
import { headUnsupported } from "./head_unsupported.ts";
import { headerInjection } from "./header_injection.ts";
import { hostNotChecked } from "./host_not_checked.ts";
import { keepAliveNotServed } from "./keep_alive_not_served.ts";
import { keepAliveToHttp10 } from "./keep_alive_to_http10.ts";
import { lengthInCharacters } from "./length_in_characters.ts";
import { lenientFieldParsing } from "./lenient_field_parsing.ts";
import { lenientNumberParsing } from "./lenient_number_parsing.ts";
import { lfLineEnds } from "./lf_line_ends.ts";
import { methodNotChecked } from "./method_not_checked.ts";
import { noAllow } from "./no_allow.ts";
import { noBlankLine } from "./no_blank_line.ts";
import { noContentLength } from "./no_content_length.ts";
import { noContentType } from "./no_content_type.ts";
import { noDate } from "./no_date.ts";
import { noErrorAnswer } from "./no_error_answer.ts";
import { noIndex } from "./no_index.ts";
import { noLimit } from "./no_limit.ts";
import { noPercentDecoding } from "./no_percent_decoding.ts";
import { nulTruncation } from "./nul_truncation.ts";
import { nullDereference } from "./null_dereference.ts";
import { oneClientAtATime } from "./one_client_at_a_time.ts";
import { oneRecvOneMessage } from "./one_recv_one_message.ts";
import { pathTraversal } from "./path_traversal.ts";
import { queryNotStripped } from "./query_not_stripped.ts";
import { requestBodyNotRead } from "./request_body_not_read.ts";
import { sharedBuffer } from "./shared_buffer.ts";
import { shortSend } from "./short_send.ts";
import { sigpipeKills } from "./sigpipe_kills.ts";
import { smugglingLengthAndCoding } from "./smuggling_length_and_coding.ts";
import { smugglingTwoLengths } from "./smuggling_two_lengths.ts";
import { strlenOnReceivedBytes } from "./strlen_on_received_bytes.ts";
import { textMode } from "./text_mode.ts";
import { transferCodingIgnored } from "./transfer_coding_ignored.ts";
import { versionNotChecked } from "./version_not_checked.ts";
import { waitsForEof } from "./waits_for_eof.ts";
import { wrongContentLength } from "./wrong_content_length.ts";
import { wrongContentType } from "./wrong_content_type.ts";
import { zeroLengthIsError } from "./zero_length_is_error.ts";

/** The mistakes of a web server; of two that explain the same checks the earlier one is named. */
export const WEB_MISTAKES: readonly WebMistake[] = [
  // What answers look like, and what is served.
  lfLineEnds,
  noBlankLine,
  badStatusLine,
  lengthInCharacters,
  wrongContentLength,
  noContentLength,
  badChunkedCoding,
  chunkedToHttp10,
  noContentType,
  wrongContentType,
  noDate,
  badDate,
  noIndex,
  queryNotStripped,
  noPercentDecoding,
  pathTraversal,
  checkBeforeDecode,
  decodeAfterCheck,
  nulTruncation,
  headHasBody,
  headUnsupported,
  errorStatus200,
  zeroLengthIsError,
  headerInjection,
  absoluteForm,
  bodyAfter304,
  noAllow,
  strlenOnReceivedBytes,
  textMode,
  decodesText,
  shortSend,
  // What is believed of a request, how connections are used, and what ends the program.
  methodNotChecked,
  caseInsensitiveCompare,
  caseSensitiveCompare,
  hostNotChecked,
  versionNotChecked,
  lenientFieldParsing,
  requestBodyNotRead,
  lenientNumberParsing,
  smugglingTwoLengths,
  smugglingLengthAndCoding,
  transferCodingIgnored,
  expectIgnored,
  keepAliveNotServed,
  keepAliveToHttp10,
  connectionCloseIgnored,
  bufferedRestLost,
  waitsForEof,
  eofIgnored,
  closeWithUnreadData,
  bufferOverflow,
  noLimit,
  sigpipeKills,
  dieWithError,
  exitsAfterClient,
  noErrorAnswer,
  bufferTooSmall,
  sharedBuffer,
  fdLeak,
  childrenNotReaped,
  counterNotDecremented,
  fixedTable,
  oneClientAtATime,
  acceptLoopBlocked,
  nullDereference,
  oneRecvOneMessage,
];

/** The mistakes of a web server that serves a site. */
export function httpMistakes(site: Site): readonly Mistake[] {
  return WEB_MISTAKES.map((mistake) => forSite(mistake, site));
}
