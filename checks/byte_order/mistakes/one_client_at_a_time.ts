import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { rightServer } from "../slip_servers.ts";
import { oneClientAtATime as inEcho } from "../../tcp_echo/mistakes/one_client_at_a_time.ts";

/** Iterative: right for a first server. */
export const oneClientAtATime = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    serve: { ...rightServer(layout), serving: "iterative" },
  });
