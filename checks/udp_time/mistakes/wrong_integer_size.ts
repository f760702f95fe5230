import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { WRONG_INTEGER_SIZE } from "../../time/words.ts";

/** A `time_t` or a `long` is sent whole. */
export const wrongIntegerSize: Mistake = timeMistake("udp", WRONG_INTEGER_SIZE);
