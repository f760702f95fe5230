import { allExchanges } from "../../../lib/diagnose/web/exchange.ts";
import { tellsOf, webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { failedNamed, isNamed, wasRevealed } from "../../../lib/diagnose/web/failing.ts";
import { percentDecoded } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** What the client sent, decoded, stands in a field of the answer. */
export const headerInjection = webMistake({
  id: "header-injection",
  kind: "mistake",
  title: "What the client sent, decoded, is copied into a field",
  shows: "%0d%0a in a path or query begins a new field in the answer's head",
  why:
    "Decoded, %0d%0a is a line end, and what follows is a field line of the client's making: it can set cookies, or begin a second answer. Copy the path as it came, or encode it again.",
  code: {
    c: {
      wrong: 'decode(path);\ndprintf(client, "Location: %s/\\r\\n", path);',
      right: 'dprintf(client, "Location: %s/\\r\\n", target);   /* as it came, not decoded */',
    },
    python: {
      wrong: 'fields.append(f"Location: {unquote(target)}/")',
      right: 'fields.append(f"Location: {quote(unquote(target))}/")',
    },
    javascript: {
      wrong: "socket.write(`Location: ${decodeURIComponent(target)}/\\r\\n`);",
      right: "socket.write(`Location: ${encodeURI(decodeURIComponent(target))}/\\r\\n`);",
    },
  },
  byHand: {
    run: "curl -m 3 -si 'http://{host}:{port}/rooms?%0d%0aX-Injected:%20yes' | grep -c ^X-Injected",
    right: "0",
  },
  recognise: webRecogniser((run) => {
    const shown = failedNamed(run, "crlf-in-path").filter(wasRevealed);
    const odd = allExchanges(run).filter(({ request }) => /%0[0ad]/i.test(request.target));
    const isTold = tellsOf(odd.flatMap(({ response }) => response?.problems ?? []));
    return shown.length === 0 ? null : {
      explains: (seen) => shown.includes(seen) || (isNamed(seen, "error-answers") && isTold(seen)),
    };
  }),
  serve: web({
    errorFields: (status, request) =>
      RIGHT.errorFields(status, request).map(([name, value]) =>
        [name, name === "Location" ? percentDecoded(value) ?? value : value] as const
      ),
  }),
  variants: {
    "in-every-answer": web({
      answer: (answer, request) => ({
        ...answer,
        fields: [...answer.fields, ["X-Asked", percentDecoded(request?.target ?? "") ?? ""]],
      }),
    }),
  },
});
