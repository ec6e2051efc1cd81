import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlanInput } from "../../commands/language/reference.ts";
import { replayCommand } from "../../reports/replayCommand.ts";
import { shellComment, shellQuoted, shellWord } from "../../reports/reproduction/shell.ts";
import { inputWord } from "../../reports/reproduction/shellInput.ts";
import { typescriptLiteral } from "../../reports/reproduction/typescriptLiteral.ts";

/** Characters with a meaning for a shell, for JavaScript or for JSON, and the marks that the scripts use themselves. */
const special = fc.constantFrom(
  ..."'\"\\`$!#*?~&|;<>(){}[]% \t\n\r-=^@\u2028\u0007\ue000\ue001«»é😀",
  "\u0024{HOME}",
  "$(id)",
  "\\x00",
);

/** No program gets an argument with NUL, and none gets half of a character. */
const texts = fc
  .array(fc.oneof(special, fc.string({ unit: "grapheme" })), { maxLength: 12 })
  .map((parts) => parts.join("").replaceAll("\0", ""))
  .filter((text) => text.isWellFormed());

/** The arguments as bash passes them on. */
function wordsOf(words: readonly string[]): string[] {
  const out = execFileSync("bash", ["-c", `printf '%s\\0' ${words.join(" ")}`], { encoding: "utf8" });
  return out.split("\0").slice(0, -1);
}

const isPlaceholder = (text: string): boolean => /«[a-z][a-zA-Z\d]*(:[\w.-]*)?»/.test(text);

const values = fc.letrec<{ value: PlanInput[string] }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    texts.filter((text) => !isPlaceholder(text)),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom("__proto__", "constructor", "plain"), texts), tie("value"), { maxKeys: 3 }),
  ),
})).value;

const inputs = fc
  .dictionary(texts, values, { maxKeys: 3 })
  .filter((input) => !("ref" in input) && !JSON.stringify(input).includes('"ref":['));

test("bash passes on any quoted text as it is", () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 20 }), (all) => {
      expect(wordsOf(all.map(shellQuoted))).toEqual(all);
      expect(wordsOf(all.map(shellWord))).toEqual(all);
    }),
  );
});

test("bash passes on any input as its JSON", () => {
  fc.assert(
    fc.property(fc.array(inputs, { minLength: 1, maxLength: 10 }), (all) => {
      expect(wordsOf(all.map(inputWord)).map((word) => JSON.parse(word))).toEqual(
        all.map((input) => JSON.parse(JSON.stringify(input))),
      );
    }),
  );
});

test("JavaScript reads any input back from its literal", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const literal = typescriptLiteral(input, () => "undefined");
      expect(JSON.stringify(new Function(`return (${literal})`)())).toBe(JSON.stringify(input));
    }),
  );
});

test("JavaScript reads any text between placeholders back from its template", () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      fc.pre(!isPlaceholder(before) && !isPlaceholder(after) && !/[«»]/.test(before + after));
      const literal = typescriptLiteral(`${before}«subnet»${after}`, () => "undefined");
      expect(new Function("SUBNET", `return ${literal}`)("«subnet»")).toBe(`${before}«subnet»${after}`);
    }),
  );
});

test("a comment is one line, whatever it says", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(shellComment(text)).not.toMatch(/[\n\r\u2028\0]/);
    }),
  );
});

test("a command that replays can be pasted", () => {
  expect(replayCommand("my reports/it's/1.json", ["--target", "http://127.0.0.1:1/?a&b"])).toBe(
    `npm run fuzz -- --replay 'my reports/it'\\''s/1.json' --target 'http://127.0.0.1:1/?a&b'`,
  );
});
