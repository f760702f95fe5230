import { linted } from "./linted.ts";
import { isWrongLength } from "./wrong_length.ts";

const BY_HAND_HEAD = {
  run:
    "printf 'GET / HTTP/1.1\\r\\nHost: {host}\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | tail -c 2 | od -An -c",
  right: "\\r  \\n",
};

/** What is wrong with responses as such: each kind of finding is one check, however often it shows. */
export const formatProblems = [
  linted({
    id: "http/format/resp-status-line",
    title: "Begins every answer with a well-formed status line",
    level: "core",
    must:
      'Begin every response with a status line: "HTTP/1.1 200 OK", one space between its parts.',
    why: "It is the first thing that a client reads; without it the rest is not HTTP.",
    section: "9112 §4",
    expected: '"HTTP/1.1", a space, three digits, a space, a reason phrase or nothing, CR LF',
    byHand: { run: "curl -m 3 -si http://{host}:{port}/ | head -1", right: "HTTP/1.1 200 OK" },
    kinds: [
      "no-status-line",
      "stray-before-status-line",
      "status-line-version",
      "status-line-space",
      "status-code",
      "reason-phrase",
    ],
  }),
  linted({
    id: "http/format/resp-status-line-space",
    title: "Puts a space behind the status code",
    level: "standard",
    must: "Put a space behind the status code, also where no reason phrase follows it.",
    why: "A parser that reads up to the second space would run into the next line.",
    section: "9112 §4",
    expected: "a space behind the three digits of the status code",
    kinds: ["no-space-before-reason"],
  }),
  linted({
    id: "http/format/resp-crlf",
    title: "Ends every line of the head with CR LF",
    level: "core",
    must: "End the status line, every field line and the empty line with CR LF (\\r\\n).",
    why:
      "A line of HTTP ends in two bytes, CR and LF. Browsers forgive a lone \\n; other clients may not.",
    section: "9112 §2.1",
    expected: "0d 0a at the end of each line",
    byHand: BY_HAND_HEAD,
    kinds: ["lf-without-cr", "lf-then-cr"],
  }),
  linted({
    id: "http/format/resp-no-bare-cr",
    title: "Sends no CR without its LF",
    level: "standard",
    must: "Send no CR in the head but in front of an LF.",
    why: "What one client takes for a line end, another takes for a part of the line.",
    section: "9112 §2.2",
    expected: "CR only in front of LF",
    kinds: ["bare-cr"],
  }),
  linted({
    id: "http/format/resp-field-syntax",
    title: "Writes its header fields as name, colon, value",
    level: "core",
    must:
      "Write each header field on a line of its own: a name without spaces, a colon, the value.",
    why: "A client that can't read a field line may drop the whole answer.",
    section: "9112 §5",
    expected: 'field lines as "Content-Type: text/html"',
    byHand: {
      run:
        "curl -m 3 -sI http://{host}:{port}/ | tr -d '\\r' | tail -n +2 | grep -vcE '^[A-Za-z-]+: |^$'",
      right: "0",
    },
    kinds: [
      "no-colon",
      "empty-name",
      "space-before-colon",
      "field-name",
      "field-value",
      "nul-in-head",
      "obs-fold",
    ],
  }),
  linted({
    id: "http/format/resp-head-terminated",
    title: "Ends the head with an empty line",
    level: "core",
    must: "Send an empty line (CR LF alone) between the header fields and the content.",
    why:
      "Only the empty line says where the content begins; without it the file is read as header fields.",
    section: "9112 §2.1",
    expected: "an empty line behind the last header field",
    byHand: {
      run: "curl -m 3 -si http://{host}:{port}/ | tr -d '\\r' | grep -c '^$' | grep -vcx 0",
      right: "1",
    },
    kinds: ["no-blank-line", "head-not-ended", "head-too-long", "too-many-fields"],
  }),
  linted({
    id: "http/format/resp-self-delimited",
    title: "Lets the client know where the content ends",
    level: "core",
    must: "Send Content-Length, or chunks, or end the connection behind the content.",
    why: "Without any of these the client waits for more, and the page never stops loading.",
    section: "9112 §6.3",
    expected: "Content-Length, Transfer-Encoding: chunked, or the end of the connection",
    byHand: {
      run: "curl -m 3 -so /dev/null http://{host}:{port}/; echo $?",
      right: "0",
    },
    kinds: ["end-not-marked"],
  }),
  linted({
    id: "http/format/resp-cl-exact",
    title: "Announces exactly the bytes that follow",
    level: "core",
    must: "Send exactly as many bytes of content as Content-Length says.",
    why:
      "With a number too large the client waits for bytes that never come; with one too small it loses the rest. Count bytes, not characters, and no \\0.",
    section: "9110 §8.6",
    expected: "as many bytes as Content-Length announces",
    byHand: {
      run: "curl -m 3 -so /dev/null http://{host}:{port}/; echo $?",
      right: "0",
    },
    kinds: ["body-shorter", "body-cut", "bytes-after-message"],
    counts: isWrongLength,
  }),
  linted({
    id: "http/format/resp-cl-syntax",
    title: "Writes Content-Length as one decimal number",
    level: "standard",
    must: "Send at most one Content-Length, a decimal number of digits alone.",
    why:
      "A sign, a fraction or a second number makes the length of the message a matter of opinion.",
    section: "9110 §8.6",
    expected: "digits alone, once",
    kinds: ["content-length-syntax"],
  }),
  linted({
    id: "http/format/resp-no-cl-with-te",
    title: "Never sends Content-Length beside Transfer-Encoding",
    level: "standard",
    must: "Send Content-Length or Transfer-Encoding, never both.",
    why: "Two ways to find the end of one message are two different ends for somebody.",
    section: "9112 §6.2",
    expected: "one of the two fields",
    kinds: ["content-length-with-transfer-encoding"],
  }),
  linted({
    id: "http/format/resp-chunked-ok",
    title: "Codes its chunks as HTTP wants them",
    level: "core",
    must: "Write chunk sizes in hexadecimal, CR LF behind each chunk, and a last chunk of size 0.",
    why: "A client counts by these sizes; one wrong size and all that follows is noise.",
    section: "9112 §7.1",
    expected: "hexadecimal size, CR LF, that many bytes, CR LF, and at the end 0 CR LF CR LF",
    byHand: {
      run: "curl -m 3 -so /dev/null http://{host}:{port}/; echo $?",
      right: "0",
    },
    kinds: [
      "chunk-size",
      "chunk-extension",
      "chunk-data-end",
      "chunk-shorter",
      "no-last-chunk",
      "trailers-not-ended",
      "transfer-encoding-unknown",
    ],
    among: {
      what: "answer with Transfer-Encoding",
      has: ({ response }) =>
        response.head?.fields.some(({ name }) => /^transfer-encoding$/i.test(name)) ?? false,
    },
  }),
  linted({
    id: "http/format/resp-no-te-http10",
    title: "Sends no chunks to a client of HTTP/1.0",
    level: "standard",
    must: "Answer a request of HTTP/1.0 without Transfer-Encoding.",
    why: "Chunks came with HTTP/1.1: an older client takes their sizes for content.",
    section: "9112 §6.1",
    expected: "Content-Length, or the end of the connection",
    byHand: {
      run: "curl -m 3 -0 -sI http://{host}:{port}/ | grep -ci transfer-encoding",
      right: "0",
    },
    kinds: ["transfer-encoding-to-http10"],
  }),
  linted({
    id: "http/format/resp-no-dup-fields",
    title: "Sends fields that may stand once only once",
    level: "standard",
    must: "Send Content-Type, Content-Length, Date and the like once at most.",
    why: "Of two values one client takes the first, another the last.",
    section: "9110 §5.3",
    expected: "each of these fields once at most",
    kinds: ["duplicate-singleton"],
  }),
  linted({
    id: "http/format/resp-no-stray-bytes",
    title: "Sends nothing behind an answer",
    level: "standard",
    must: "Send nothing behind the end of an answer but the next one that was asked for.",
    why:
      "On a connection that stays open these bytes are read as the beginning of the next answer.",
    section: "9112 §6.3",
    expected: "nothing behind the announced content",
    kinds: ["bytes-after-message", "unrequested-response"],
    counts: (found) => !isWrongLength(found),
  }),
  linted({
    id: "http/format/resp-status-range",
    title: "Uses status codes from 100 to 599",
    level: "standard",
    must: "Send a status code from 100 to 599.",
    why: "The first digit tells a client what to make of a code that it doesn't know: 1 to 5.",
    section: "9110 §15",
    expected: "a status code from 100 to 599",
    kinds: ["status-range"],
  }),
  linted({
    id: "http/format/resp-date-imf",
    title: "Writes dates as HTTP does",
    level: "standard",
    must: 'Write Date and Last-Modified as "Sun, 06 Nov 1994 08:49:37 GMT".',
    why:
      'ctime() writes another form, in local time. strftime() with gmtime() and "%a, %d %b %Y %H:%M:%S GMT" does it.',
    section: "9110 §5.6.7",
    expected: 'a date as "Sun, 06 Nov 1994 08:49:37 GMT"',
    byHand: {
      run:
        "curl -m 3 -sI http://{host}:{port}/ | tr -d '\\r' | grep -icE '^date: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$'",
      right: "1",
    },
    kinds: ["date-format", "date-weekday"],
    among: {
      what: "Date or Last-Modified",
      has: ({ response }) =>
        response.head?.fields.some(({ name }) => /^(?:date|last-modified)$/i.test(name)) ?? false,
    },
  }),
  linted({
    id: "http/format/resp-204-304-no-body",
    title: "Sends no content with 204 and 304",
    level: "standard",
    must: "Send neither content nor its length with 204, and no content with 304.",
    why: "A client doesn't look for content there, and takes it for the next answer.",
    section: "9110 §15.4.5",
    expected: "the head alone",
    kinds: [
      "content-in-204",
      "content-in-304",
      "content-length-in-204",
      "transfer-encoding-in-204",
    ],
    among: {
      what: "answer with 204 or 304",
      has: ({ response }) => [204, 304].includes(response.head?.status ?? 0),
    },
  }),
];
