/**
 * Lints the doc comments of `mod.ts`. What `deno doc --lint` says of zod's own types is passed over: the
 * schemas are public, and their types are inferred from them.
 */
const ABOUT_ZOD =
  /references private type '(output|\$?ZodType)'|missing an explicit type annotation[\s\S]*Schema = z\./;

const { stderr } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", "mod.ts"],
  env: { NO_COLOR: "1" },
}).output();
const problems = new TextDecoder().decode(stderr).split(/\n(?=error\[)/)
  .filter((part) => part.startsWith("error[") && !ABOUT_ZOD.test(part));
console.log(problems.length === 0 ? "Doc comments are complete" : problems.join("\n"));
Deno.exit(problems.length === 0 ? 0 : 1);
