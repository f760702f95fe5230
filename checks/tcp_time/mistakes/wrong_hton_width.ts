import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { WRONG_HTON_WIDTH } from "../../time/words.ts";

/** `htons()` is called for 32 bits. */
export const wrongHtonWidth: Mistake = timeMistake("tcp", WRONG_HTON_WIDTH);
