import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { NO_HTON } from "../../time/words.ts";

/** `htonl()` is missing. */
export const noHton: Mistake = timeMistake("tcp", NO_HTON);
