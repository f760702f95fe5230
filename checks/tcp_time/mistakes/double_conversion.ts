import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { DOUBLE_CONVERSION } from "../../time/words.ts";

/** `htonl()` is called twice. */
export const doubleConversion: Mistake = timeMistake("tcp", DOUBLE_CONVERSION);
