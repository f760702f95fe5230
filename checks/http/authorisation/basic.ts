import { fieldValue } from "../../../lib/http/mod.ts";
import type { Level } from "../../../lib/check.ts";
import type { Protected } from "../../../lib/site/rules.ts";
import { type SiteFile, targetOf } from "../../../lib/site/site.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import { type Due, judgeAnswer, served, status } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { isBelow } from "../run.ts";
import { rfc } from "../sources.ts";

interface Attempt {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly asked: string;
  /** The value of Authorization; none for a client that doesn't know of it. */
  readonly credentials: (rule: Protected) => string | null;
  readonly isLetIn: boolean;
}

const basic = (user: string, password: string) =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;

const ROWS: readonly Attempt[] = [
  {
    name: "auth-challenge",
    title: "Asks for a password where one is needed",
    level: "core",
    must:
      "Answer a GET for a protected path without Authorization with 401 and WWW-Authenticate: Basic.",
    asked: "A GET for a protected file without a password",
    credentials: () => null,
    isLetIn: false,
  },
  {
    name: "auth-right",
    title: "Lets those in who know the password",
    level: "core",
    must: "Answer a GET for a protected path with the right user and password with the file.",
    asked: "A GET with the right password",
    credentials: ({ user, password }) => basic(user, password),
    isLetIn: true,
  },
  {
    name: "auth-scheme-case",
    title: "Takes basic for Basic",
    level: "standard",
    must: "Take the name of the scheme in any case.",
    asked: 'A GET with the right password and "basic" in lower case',
    credentials: ({ user, password }) => basic(user, password).replace("Basic", "basic"),
    isLetIn: true,
  },
  {
    name: "auth-wrong-password",
    title: "Lets nobody in with a wrong password",
    level: "core",
    must: "Answer a GET for a protected path with a wrong password with 401.",
    asked: "A GET with a wrong password",
    credentials: ({ user, password }) => basic(user, `${password}x`),
    isLetIn: false,
  },
  {
    name: "auth-prefix-password",
    title: "Lets nobody in with the beginning of the password",
    level: "core",
    must: "Answer a GET with only the first letters of the password with 401.",
    asked: "A GET with the beginning of the password",
    credentials: ({ user, password }) => basic(user, password.slice(0, -1)),
    isLetIn: false,
  },
  {
    name: "auth-wrong-user",
    title: "Lets nobody in with another name",
    level: "core",
    must: "Answer a GET with the right password of another user with 401.",
    asked: "A GET with the name of another user",
    credentials: ({ user, password }) => basic(`${user}x`, password),
    isLetIn: false,
  },
  {
    name: "auth-other-scheme",
    title: "Lets nobody in with another scheme",
    level: "core",
    must: "Answer a GET with the right words behind another scheme than Basic with 401.",
    asked: "A GET with Bearer instead of Basic",
    credentials: ({ user, password }) => basic(user, password).replace("Basic", "Bearer"),
    isLetIn: false,
  },
  {
    name: "auth-malformed",
    title: "Lets nobody in with what is no base64",
    level: "core",
    must: "Answer a GET whose Authorization can't be decoded with 401.",
    asked: "A GET with Authorization: Basic ???",
    credentials: () => "Basic ???",
    isLetIn: false,
  },
];

/** A path that needs a password. */
export const authorisation: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/authorisation/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why:
      "What is behind a password must stay there: compare the whole of it, and say with 401 how to ask.",
    sources: [rfc("9110 §11.6.1"), rfc("7617 §2")],
    async run(http) {
      const { rule, file } = pickProtected(http);
      const credentials = row.credentials(rule);
      const fields = credentials === null ? [] : [`Authorization: ${credentials}`];
      const exchange = await http.ask({ target: targetOf(file), fields }, { file });
      if (row.isLetIn) return expectFound(exchange, file, row.asked);
      judgeAnswer(exchange, DENIED, row.asked);
      const { head } = exchange.response ?? {};
      if (head?.status !== 401) return;
      const challenge = fieldValue(head.fields, "WWW-Authenticate");
      if (
        challenge !== undefined &&
        /(?:^|,\s*)basic\s+(?:.*,\s*)?realm=(?:"[^"]*"|[\w-]+)/i.test(challenge)
      ) return;
      throw new Mismatch(
        `${row.asked} was answered 401 ${
          challenge === undefined ? "without WWW-Authenticate" : "with another challenge than Basic"
        }`,
        {
          evidence: "bytes",
          expected: 'WWW-Authenticate: Basic realm="…"',
          observed: challenge ?? "no such field",
        },
      );
    },
  })
);

const DENIED: Due = {
  complies: [status("9110 §15.5.2", 401)],
  tolerable: [status("9110 §15.5.4", 403, 400)],
};

/** That the password isn't asked for elsewhere. */
export const openElsewhere = httpCheck({
  id: "http/authorisation/auth-open-elsewhere",
  title: "Asks for a password only where one is needed",
  level: "core",
  must: "Serve what isn't protected without a password.",
  why: "A server that asks everybody protects nothing in particular.",
  sources: [rfc("9110 §11.6.1")],
  async run(http) {
    pickProtected(http);
    judgeAnswer(
      await http.ask({}),
      { complies: [served("9110 §15.3.1")] },
      "A GET for an open file",
    );
  },
});

function pickProtected({ run }: Http): { readonly rule: Protected; readonly file: SiteFile } {
  for (const rule of run.protectedPaths) {
    const file = run.site.files.find(({ path, bytes }) =>
      isBelow(`/${path}`, rule.path) && bytes.length > 0
    );
    if (file) return { rule, file };
  }
  throw new NotApplicable("No path of the document root is said to need a password");
}
