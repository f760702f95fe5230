import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { UNIX_EPOCH } from "../../time/words.ts";

/** The seconds are counted from 1970. */
export const unixEpoch: Mistake = timeMistake("udp", UNIX_EPOCH);
