import type { Site } from "../../site/site.ts";
import type { Client } from "../client.ts";
import type { Program, Serving, StreamServer } from "../server.ts";
import { Connection } from "./connection.ts";
import { Places } from "./places.ts";
import { RIGHT } from "./right.ts";
import type { Steps } from "./steps.ts";

/** Steps that are done otherwise; where they share something, they are made for each run of the program. */
export type OtherSteps = Partial<Steps> | ((program: Program) => Partial<Steps>);

/** What a web server is, beside its steps. */
export interface WebServerOptions {
  /** How it serves its clients, where that can't be left to the body. */
  readonly serving?: Serving;
}

/** A small web server as a student writes it, with some of its steps done otherwise. */
export function webServer(
  site: Site,
  other: OtherSteps = {},
  { serving }: WebServerOptions = {},
): StreamServer {
  return {
    transport: "tcp",
    ...(serving ? { serving } : {}),
    start(program) {
      const does = { ...RIGHT, ...(typeof other === "function" ? other(program) : other) };
      const places = new Places(does.workers);
      const heads = new Places(1);
      let count = 0;
      return async (client) => {
        if (!does.accepts(++count)) return;
        await places.enter();
        try {
          await serveOne(client, { program, site, does, heads });
        } finally {
          places.leave();
        }
      };
    },
  };
}

interface Shared {
  readonly program: Program;
  readonly site: Site;
  readonly does: Steps;
  readonly heads: Places;
}

async function serveOne(client: Client, shared: Shared): Promise<void> {
  const { program, does } = shared;
  const { bufferBytes } = program;
  const connection = new Connection(client, { ...shared, bufferBytes });
  const outlived = await connection.serve().catch((error) => {
    if (does.survivesLeaving("reset")) throw error;
    return false;
  });
  if (!outlived) program.exit();
  else if (!does.closes(connection.last)) await new Promise(() => {});
}
