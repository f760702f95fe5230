import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { ADDS_NUL } from "../../time/words.ts";

/** A terminator is sent behind the time. */
export const addsNul: Mistake = timeMistake("udp", ADDS_NUL);
