import { bySlips } from "../../../lib/diagnose/slip.ts";
import { mistake } from "../../../lib/mistake.ts";
import { eachPiece } from "../../../lib/serve/echo.ts";
import { firstWord } from "../../slips.ts";

/** Only the first word is taken. */
export const stopsAtSpace = mistake({
  id: "stops-at-space",
  suites: ["tcp-echo"],
  kind: "mistake",
  title: 'scanf("%s") takes one word',
  shows: "the reply stops at the first space, tab or newline",
  why:
    '"%s" of scanf() and sscanf() reads up to the next blank, and strtok() cuts where it is told to. What stands behind is never sent.',
  code: {
    c: {
      wrong: 'sscanf(buf, "%s", word); send(client, word, strlen(word), 0);',
      right: "send(client, buf, n, 0);   /* n is what recv() returned */",
    },
    java: { wrong: "out.print(scanner.next());", right: "out.write(buf, 0, n);" },
  },
  byHand: { run: "printf 'a b c\\n' | nc -w 1 {host} {port}", right: "a b c" },
  recognise: bySlips(firstWord),
  serve: eachPiece(firstWord),
});
