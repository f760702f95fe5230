import type { Recogniser } from "../../lib/diagnose/reading.ts";
import type { Mistake } from "../../lib/mistake.ts";
import type { Server } from "../../lib/serve/server.ts";
import {
  type OtherSteps,
  webServer,
  type WebServerOptions,
} from "../../lib/serve/web/web_server.ts";
import type { Site } from "../../lib/site/site.ts";

/** A server of a site. */
export type ServeSite = (site: Site) => Server;

/** A mistake in a web server: as every mistake, but that its servers need the files that they serve. */
export interface WebMistake extends Omit<Mistake, "suites" | "serve" | "variants"> {
  readonly serve: ServeSite;
  readonly variants?: Readonly<Record<string, ServeSite>>;
  /** Finds out whether the mistake was made by the files that should have come. */
  readonly recogniseBy?: (site: Site) => Recogniser;
}

/** Makes a mistake of its parts. */
export function webMistake(definition: WebMistake): WebMistake {
  return definition;
}

/** The small student server, with some of its steps done otherwise. */
export function web(steps: OtherSteps, options?: WebServerOptions): ServeSite {
  return (site) => webServer(site, steps, options);
}

/** A mistake with servers of one site. */
export function forSite(mistake: WebMistake, site: Site): Mistake {
  const { serve, variants, recogniseBy, ...text } = mistake;
  const others = Object.entries(variants ?? {}).map(([name, serve]) =>
    [name, serve(site)] as const
  );
  return {
    ...text,
    ...(recogniseBy ? { recognise: recogniseBy(site) } : {}),
    suites: ["http"],
    serve: serve(site),
    ...(variants ? { variants: Object.fromEntries(others) } : {}),
  };
}
