/** The first names and how many more there are: `a, b, 7 more`. */
export function listed(names: readonly string[], atMost = 2): string {
  const shown = names.length === atMost + 1 ? names : names.slice(0, atMost);
  const left = names.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(", ");
}

/** A number with at most two decimals. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `check` or `checks`. */
export function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
