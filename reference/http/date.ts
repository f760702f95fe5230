const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const IMF = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;
const RFC_850 = /^\w{6,9}, (\d\d)-(\w{3})-(\d\d) (\d\d):(\d\d):(\d\d) GMT$/;
const ASCTIME = /^\w{3} (\w{3}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$/;

/** A moment as HTTP writes it, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7). */
export function formatDate(timeMs: number): string {
  return new Date(timeMs).toUTCString();
}

/** Reads a date in any of the three forms that a client may send; `undefined` for anything else. */
export function parseDate(value: string): number | undefined {
  const fixed = IMF.exec(value) ?? RFC_850.exec(value);
  const asctime = ASCTIME.exec(value);
  if (fixed !== null) {
    const [, day, month, year = "", ...time] = fixed;
    return toTime({
      day,
      month,
      year: year.length === 2 ? century(Number(year)) : Number(year),
      time,
    });
  }
  if (asctime !== null) {
    const [, month, day, hour, minute, second, year] = asctime;
    return toTime({ day, month, year: Number(year), time: [hour, minute, second] });
  }
  return undefined;
}

/** Two digits of a year that would lie more than 50 years ahead are of the century before. */
function century(year: number): number {
  const now = new Date().getUTCFullYear();
  const guess = now - now % 100 + year;
  return guess > now + 50 ? guess - 100 : guess;
}

function toTime(
  { day, month = "", year, time }: {
    day: string | undefined;
    month: string | undefined;
    year: number;
    time: readonly (string | undefined)[];
  },
): number | undefined {
  const index = MONTHS.indexOf(month);
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  if (index < 0 || hour > 23 || minute > 59 || second > 60) return undefined;
  const start = Date.UTC(year, index, Number(day));
  if (new Date(start).getUTCDate() !== Number(day)) return undefined;
  return start + ((hour * 60 + minute) * 60 + second) * 1000;
}
