import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { SENDS_TEXT } from "../../time/words.ts";

/** Digits or a date are sent. */
export const sendsText: Mistake = timeMistake("tcp", SENDS_TEXT);
