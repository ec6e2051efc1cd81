import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Every signature in the repository's files: those of the ledgers' witnesses and of the planted bugs. */
export function recordedSignatures(): string[] {
  const ledgers = globSync("targets/*/deviations/*.json", { cwd: root });
  const bugs = globSync("docs/**/bugs.json", { cwd: root });
  const found = [...ledgers, ...bugs].flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/"signature":\s*("(?:[^"\\]|\\.)*")/g)].map(
      ([, written = '""']) => JSON.parse(written) as string,
    ),
  );
  return [...new Set(found)];
}
