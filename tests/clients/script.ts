import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { AwsAccess } from "../../clients/awsEnvironment.ts";

/** The access to AWS that every script gets. */
export const access: AwsAccess = {
  endpoint: "http://127.0.0.1:1",
  region: "eu-west-1",
  credentials: { accessKeyId: "AK", secretAccessKey: "SK" },
};

/** A folder for the tests of a file, and a function that writes a shell script as a program into it. */
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
