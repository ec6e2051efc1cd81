import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder for this file's tests, and what writes a program into it that does what a shell script says. */
export function scripts(): { folder: string; script: (name: string, text: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), "kecs-fuzz-test-scripts-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const script = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  return { folder, script };
}
