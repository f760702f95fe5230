import { check } from "../../../lib/check.ts";
import { POSIX_ACCEPT } from "../../sources.ts";
import { startListening } from "../started.ts";

/** The first start. */
export const answers = check({
  id: "process/reach/answers",
  title: "Starts, and listens for clients",
  level: "core",
  must:
    "Start without anybody at the keyboard, and have a socket that listens within five seconds.",
  why: "Every other check starts the program like this one.",
  sources: [POSIX_ACCEPT],
  mayTakeMs: 8000,
  async run(context) {
    const startMs = context.now();
    await startListening(context);
    context.learn({ latencyMs: context.now() - startMs });
  },
});
