/** The three forms of a date in HTTP; servers may send the first alone (RFC 9110 §5.6.7). */
export type DateForm = "imf-fixdate" | "rfc850" | "asctime";

/** A date as it stands in a field. */
export interface HttpDate {
  /** The form that it was written in. */
  readonly form: DateForm;
  /** The time it names, in milliseconds since 1970-01-01 00:00 UTC. */
  readonly timeMs: number;
  /** Whether the weekday in front belongs to the date. */
  readonly weekdayIsRight: boolean;
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const SHORT = DAYS.map((day) => day.slice(0, 3)).join("|");
const MONTH = MONTHS.join("|");
const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;

const FORMS: readonly { readonly form: DateForm; readonly pattern: RegExp }[] = [
  {
    form: "imf-fixdate",
    pattern: RegExp(
      `^(?<day>${SHORT}), (?<date>\\d\\d) (?<month>${MONTH}) (?<year>\\d{4}) ${TIME} GMT$`,
    ),
  },
  {
    form: "rfc850",
    pattern: RegExp(
      `^(?<day>${DAYS.join("|")}), (?<date>\\d\\d)-(?<month>${MONTH})-(?<year>\\d\\d) ${TIME} GMT$`,
    ),
  },
  {
    form: "asctime",
    pattern: RegExp(
      `^(?<day>${SHORT}) (?<month>${MONTH}) (?<date>\\d\\d| \\d) ${TIME} (?<year>\\d{4})$`,
    ),
  },
];

/**
 * Reads a date in any of the three forms (RFC 9110 §5.6.7), or `undefined` where it is in none of them
 * or names no day, as 31 February. Two digits of a year stand for 1970 to 2069.
 */
export function parseHttpDate(value: string): HttpDate | undefined {
  for (const { form, pattern } of FORMS) {
    const groups = pattern.exec(value)?.groups;
    if (groups !== undefined) return fromGroups(form, groups);
  }
  return undefined;
}

/** Why a value is no date that a server may send, in words; `undefined` where it is one. */
export function describeBadDate(value: string): string | undefined {
  const date = parseHttpDate(value);
  if (date?.form === "imf-fixdate") return undefined;
  if (date?.form === "rfc850") return "Date in the old form of RFC 850";
  if (date?.form === "asctime" || /^\w{3} \w{3} [ \d]\d /.test(value)) {
    return "Date in the form of asctime() or ctime()";
  }
  if (/^\d{4}-\d\d-\d\d/.test(value)) return "Date in the form of ISO 8601";
  if (/ (?:UTC|[A-Z]{3,4}|[+-]\d{4})$/.test(value) && !value.endsWith(" GMT")) {
    return "Date in another time zone than GMT";
  }
  return "Not a date as HTTP writes it";
}

function fromGroups(
  form: DateForm,
  groups: Readonly<Record<string, string>>,
): HttpDate | undefined {
  const number = (name: string) => Number(groups[name]);
  const short = number("year");
  const year = form === "rfc850" ? short + (short < 70 ? 2000 : 1900) : short;
  const month = MONTHS.indexOf(groups.month ?? "");
  const second = number("second");
  const day = Date.UTC(year, month, number("date"));
  const timeMs = day + ((number("hour") * 60 + number("minute")) * 60 + second) * 1000;
  const real = new Date(day).getUTCDate() === number("date");
  if (!real || number("hour") > 23 || number("minute") > 59 || second > 60) return undefined;
  const weekday = DAYS[new Date(day).getUTCDay()] ?? "";
  return { form, timeMs, weekdayIsRight: weekday.startsWith(groups.day ?? "?") };
}
