import { RIGHT_ANSWERS } from "./right_answers.ts";
import { RIGHT_FILES } from "./right_files.ts";
import { RIGHT_READING } from "./right_reading.ts";
import type { Steps } from "./steps.ts";

/** The right way to do each step. */
export const RIGHT: Steps = { ...RIGHT_READING, ...RIGHT_FILES, ...RIGHT_ANSWERS };
