import { closestString } from "@std/text/closest-string";
import { levenshteinDistance } from "@std/text/levenshtein-distance";

/** `, did you mean "tcp-echo"?` where one of the names is near what was given, else nothing. */
export function didYouMean(
  given: string,
  names: readonly string[],
  write = (name: string) => `"${name}"`,
): string {
  if (names.length === 0) return "";
  const closest: string = closestString(given, [...names]);
  return isNear(given, closest) ? `, did you mean ${write(closest)}?` : "";
}

function isNear(a: string, b: string): boolean {
  return levenshteinDistance(a.toLowerCase(), b.toLowerCase()) <=
    Math.ceil(b.length / 3);
}
