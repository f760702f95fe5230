import { lineOf, type WebExchange } from "../../../lib/diagnose/web/exchange.ts";
import { drawHead } from "../../../lib/diagnose/web/drawing.ts";
import { allExchanges, exchangesOf, problemsOf } from "../../../lib/diagnose/web/exchange.ts";
import { isNamed } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

const KINDS = ["date-format", "date-weekday"] as const;
/** How many bytes a head ends in whose last line ends in LF: that, and the empty line. */
const LF_CR_LF = 3;
const HOUR_MS = 3_600_000;

/** A time in another form, or of another place. */
export const badDate = webMistake({
  id: "bad-date",
  kind: "mistake",
  title: "A date isn't written as HTTP wants it",
  shows: "a date isn't of the form \"Sun, 06 Nov 1994 08:49:37 GMT\", or isn't the time in GMT",
  why:
    "HTTP knows one form of dates, in GMT. ctime() writes another one, of local time, with a newline behind; local time with GMT behind it is hours off.",
  code: {
    c: {
      wrong: 'dprintf(client, "Date: %s\\r\\n", ctime(&now));',
      right:
        'strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime(&now));\ndprintf(client, "Date: %s\\r\\n", date);',
    },
    python: {
      wrong: 'fields.append(f"Date: {datetime.now()}")',
      right: 'fields.append(f"Date: {email.utils.formatdate(usegmt=True)}")',
    },
    java: {
      wrong: 'out.print("Date: " + LocalDateTime.now() + "\\r\\n");',
      right:
        'out.print("Date: " + DateTimeFormatter.RFC_1123_DATE_TIME\n    .format(ZonedDateTime.now(ZoneOffset.UTC)) + "\\r\\n");',
    },
    javascript: {
      wrong: "socket.write(`Date: ${new Date(now)}\\r\\n`);",
      right: "socket.write(`Date: ${new Date(now).toUTCString()}\\r\\n`);",
    },
  },
  byHand: {
    run:
      "curl -m 3 -sI http://{host}:{port}/ | tr -d '\\r' | grep -icE '^date: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$'",
    right: "1",
  },
  recognise: webRecogniser((run) => {
    const isShown = run.failed.some((seen) => isNamed(seen, "resp-date-imf", "resp-date-skew"));
    const isBroken = allExchanges(run).some(breaksHead);
    if (!isShown && !isBroken) return null;
    return {
      explains: (seen) =>
        isNamed(seen, "resp-date-imf", "resp-date-skew") ||
        (isBroken && seen.group !== "security" && exchangesOf(seen).some(breaksHead)),
      draw: drawHead(...KINDS, "lf-without-cr"),
    };
  }),
  serve: web({ date: (nowMs) => ctime(nowMs) }),
  variants: {
    iso: web({ date: (nowMs) => new Date(nowMs).toISOString() }),
    "local-time": web({ date: (nowMs) => new Date(nowMs + HOUR_MS).toUTCString() }),
    "other-zone": web({
      date: (nowMs) => new Date(nowMs + HOUR_MS).toUTCString().replace("GMT", "CET"),
    }),
    "minus-zero": web({
      date: (nowMs) => new Date(nowMs).toUTCString().replace("GMT", "-0000"),
    }),
    "rfc-850": web({ date: () => "Friday, 05-Dec-25 10:00:00 GMT" }),
    python: web({
      date: (nowMs) => new Date(nowMs).toISOString().replace("T", " ").replace("Z", "123"),
    }),
    seconds: web({ date: (nowMs) => String(Math.floor(nowMs / 1000)) }),
    "last-modified": web({ lastModified: () => "Fri Dec  5 10:00:00 2025" }),
    newline: web({ date: (nowMs) => `${ctime(nowMs)}\n` }),
  },
});

/** As `ctime()` writes it, but for the newline. */
function ctime(ms: number): string {
  const [day = "", date, month, year, time] = new Date(ms).toUTCString().split(" ");
  return `${day.slice(0, 3)} ${month} ${date?.replace(/^0/, " ")} ${time} ${year}`;
}

/** Whether the newline of a date, with the CR LF that is sent behind it, ends the head. */
function breaksHead(exchange: WebExchange): boolean {
  const { offset = 0, raw = new Uint8Array() } = exchange.response?.head ?? {};
  const [problem, ...more] = problemsOf(exchange, ["lf-without-cr"]);
  return problem !== undefined && more.length === 0 &&
    problem.offset - offset === raw.length - LF_CR_LF &&
    /^(?:date|last-modified):/i.test(lineOf(exchange, problem) ?? "");
}
