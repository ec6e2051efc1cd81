import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/troubleshooting.md"), "utf8");
const explained = [...page.matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words);

/** The messages that end a call, each as the fixed words it holds. */
function messages(): [string, string][] {
  const found: [string, string][] = [];
  for (const file of globSync("{cli,properties,targets,reports,scenarios}/**/*.ts", { cwd: root })) {
    const text = readFileSync(join(root, file), "utf8");
    const thrown =
      /(?:new (?:UsageError|TargetError|InvalidArgumentError|KecsContainerError)|\.failure|fail)\(\s*(?:[^"`;]*\? )?(`(?:[^`\\]|\\.)*`|"[^"]*")/g;
    for (const [, message = ""] of text.matchAll(thrown)) found.push([file, message.slice(1, -1)]);
  }
  return found;
}

const fixed = (message: string): string =>
  message.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, "\u0000").replace(/\$\{[^}]*$/, "");

test.each(messages())("%s: %s", (_, message) => {
  const words = fixed(message);
  const pathAndCodeAlone = words.replaceAll("\u0000", "").replaceAll(/[:\s]/g, "") === "";
  expect(
    pathAndCodeAlone || explained.some((known) => words.includes(known)),
    `docs/troubleshooting.md explains "${message}"`,
  ).toBe(true);
});

test("there are messages to explain", () => expect(messages().length).toBeGreaterThan(40));
