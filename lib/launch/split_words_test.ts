import { assertEquals, assertThrows } from "@std/assert";
import { CommandError, splitWords } from "./split_words.ts";
import { fillWords } from "./fill_words.ts";

const RIGHT: readonly (readonly [command: string, words: readonly string[]])[] = [
  ["./server {port}", ["./server", "{port}"]],
  ["  ./server \t 80\n", ["./server", "80"]],
  ["java -cp 'my classes' Server", ["java", "-cp", "my classes", "Server"]],
  [`sh -c "echo \\"a b\\" \\$HOME \\n"`, ["sh", "-c", 'echo "a b" $HOME \\n']],
  ["a'b'\"c\"d", ["abcd"]],
  ["./my\\ server ''", ["./my server", ""]],
  ["a\\\nb", ["ab"]],
  ["$HOME * ~ `x`", ["$HOME", "*", "~", "`x`"]],
  ["sh -c 'a | b && c > d'", ["sh", "-c", "a | b && c > d"]],
  ["echo '|' \\;", ["echo", "|", ";"]],
];

const WRONG: readonly (readonly [command: string, says: string])[] = [
  ["", "The command is empty"],
  ["  ", "The command is empty"],
  ["./server 'a", "The ' at character 10 is never closed"],
  ['./server "a', 'The " at character 10 is never closed'],
  ["./server \\", "Nothing stands behind the last backslash"],
  ["cd x && ./server", '"&&" is for a shell'],
  ["./server > log", '">" is for a shell'],
  ["./server 2>&1", '"2>&1" is for a shell'],
  ["./server &", '"&" is for a shell'],
];

for (const [command, words] of RIGHT) {
  Deno.test(`splitWords() splits ${JSON.stringify(command)} as a shell does`, () => {
    assertEquals(splitWords(command), words);
  });
}

for (const [command, says] of WRONG) {
  Deno.test(`splitWords() refuses ${JSON.stringify(command)}`, () => {
    assertThrows(() => splitWords(command), CommandError, says);
  });
}

Deno.test("fillWords() fills in what is known, wherever it stands", () => {
  const values = { port: "20001", host: "127.0.0.1", docroot: "/a b" };
  assertEquals(fillWords(["./s", "-p{port}", "{host}:{port}", "{docroot}", "{x}"], values), [
    "./s",
    "-p20001",
    "127.0.0.1:20001",
    "/a b",
    "{x}",
  ]);
  assertEquals(fillWords(["./s", "-p", "{port}", "x"], { ...values, port: null }), [
    "./s",
    "-p",
    "x",
  ]);
});
