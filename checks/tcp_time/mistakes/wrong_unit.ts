import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { WRONG_UNIT } from "../../time/words.ts";

/** Milliseconds are counted. */
export const wrongUnit: Mistake = timeMistake("tcp", WRONG_UNIT);
