import type { Pattern } from "./pattern.ts";
import { type FieldWay, numbers, type Slip } from "./slip.ts";

/** Numbers that are sent as text among fields that aren't. */
export const DIGIT_SLIPS: readonly Slip[] = [{
  id: "sends-text",
  ways: ["", "\0", "\n", " "].flatMap((behind) => [
    printed("in decimal digits", { behind, print: String }),
    printed("in hexadecimal digits", { behind, print: (value) => value.toString(16) }),
  ]),
}];

interface Printing {
  readonly behind: string;
  readonly print: (value: number | bigint) => string;
}

function printed(digits: string, { behind, print }: Printing): FieldWay {
  const tail = behind === "" ? "" : `, ${JSON.stringify(behind)} behind them`;
  return numbers(`is sent as text, ${digits}${tail}`, {
    write: (value): Pattern => [...new TextEncoder().encode(`${print(value)}${behind}`)],
  }, behind === "" ? digits.split(" ")[1] : undefined);
}
