import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { IGNORES_RECV_LENGTH } from "../../time/words.ts";

/** The whole buffer is sent. */
export const ignoresRecvLength: Mistake = timeMistake("udp", IGNORES_RECV_LENGTH);
