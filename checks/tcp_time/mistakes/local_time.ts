import type { Mistake } from "../../../lib/mistake.ts";
import { timeMistake } from "../../time/time_mistake.ts";
import { LOCAL_TIME } from "../../time/words.ts";

/** The clock on the wall is sent. */
export const localTime: Mistake = timeMistake("tcp", LOCAL_TIME);
