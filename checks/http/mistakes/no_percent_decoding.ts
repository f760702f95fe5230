import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { wasError } from "../../../lib/diagnose/web/failing.ts";
import { percentDecoded } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Paths whose `%XX` are taken as `decode` takes them; what is no path is refused as ever. */
function decodingBy(decode: (path: string) => string) {
  return web({
    path(target) {
      const path = RIGHT.path(target);
      if (typeof path === "number") return path;
      return decode(target.replace(/^http:\/\/[^/]*/, "").split("?")[0] ?? "");
    },
  });
}

const decoded = (hex: string) => percentDecoded(hex) ?? hex;

/** `%XX` stays as it is, or is decoded in part. */
export const noPercentDecoding = webMistake({
  id: "no-percent-decoding",
  kind: "mistake",
  title: "%XX in a path isn't decoded",
  shows: "a file is served by its plain name, and not found where the name is written with %XX",
  why:
    "What may not stand in a path, as a space, is written as % and two hexadecimal digits, in upper or lower case, and any other character may be. The name on the disk has the character itself: decode before open().",
  code: {
    c: {
      wrong: 'snprintf(name, sizeof name, "%s%s", root, path);',
      right:
        "for (in = out = path; *in; out++)\n    if (in[0] == '%' && isxdigit(in[1]) && isxdigit(in[2])) { *out = hex(in + 1); in += 3; }\n    else *out = *in++;\n*out = '\\0';",
    },
    python: { wrong: "name = root + path", right: "name = root + urllib.parse.unquote(path)" },
    java: {
      wrong: "root.resolve(path)",
      right: "root.resolve(new URI(path).getPath())",
    },
    javascript: { wrong: "root + path", right: "root + decodeURIComponent(path)" },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/index%2Ehtml",
    right: "200",
  },
  recognise: byFailures({
    "get-percent-decode": wasError,
    "get-percent-lower": wasError,
    "get-space-name": wasError,
    "get-non-ascii-name": wasError,
    "get-percent-name": wasError,
  }, { shows: ["get-percent-decode", "get-percent-lower", "get-space-name"] }),
  serve: decodingBy((path) => path),
  variants: {
    "upper-case-alone": decodingBy((path) => path.replace(/(?:%[0-9A-F]{2})+/g, decoded)),
    "space-alone": decodingBy((path) => path.replaceAll("%20", " ")),
    "lower-case-alone": decodingBy((path) => path.replace(/(?:%[0-9a-f]{2})+/g, decoded)),
    "plus-for-space": decodingBy((path) => path.replaceAll("+", " ")),
  },
});
