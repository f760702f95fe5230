import { latin1, percentDecoded } from "../../lib/serve/web/request.ts";
import { RIGHT } from "../../lib/serve/web/right.ts";
import type { Steps } from "../../lib/serve/web/steps.ts";

const PASSWD = latin1("root:x:0:0:root:/root:/bin/sh\n");

/**
 * Steps that look for `forbidden` in the path as it came, and then open whatever `way` makes of it, also
 * where that leads out; no real file is read for that.
 */
export function openedAsItIs(
  way: (path: string) => string,
  forbidden: readonly (string | RegExp)[] = [],
): Partial<Steps> {
  const isForbidden = (path: string) =>
    forbidden.some((part) => typeof part === "string" ? path.includes(part) : part.test(path));
  return {
    path(target) {
      const path = target.replace(/^http:\/\/[^/]*/, "").split("?")[0] ?? "";
      if (isForbidden(path)) return 403;
      return typeof RIGHT.path(target) === "number" && !path.includes("\\")
        ? RIGHT.path(target)
        : path;
    },
    find(path, site) {
      const name = way(path);
      const secret = site.outside.find((file) => name.endsWith(`/${file.path}`));
      if (secret) return secret;
      if (/\.\.\/etc\/passwd$/.test(name)) {
        return { path: "passwd.txt", bytes: PASSWD };
      }
      return RIGHT.find(percentDecoded(path) ?? "/", site);
    },
  };
}
