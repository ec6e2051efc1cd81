import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  /** Waits until what was written to stdout matches. */
  says(pattern: RegExp): Promise<string>;
  signal(name: NodeJS.Signals): void;
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

const entry = join(import.meta.dirname, "../../bin/kecs-fuzz.js");

/** Starts the command line as a user does. */
export function start(...words: string[]): Running {
  const child = spawn(process.execPath, [entry, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let [out, err] = ["", ""];
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (status) => resolve({ status, out, err }));
  });
  return {
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(out)) resolve(out);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without saying ${pattern}: ${out}${err}`)));
      }),
    signal: (name) => void child.kill(name),
    pid: child.pid ?? 0,
    ended,
  };
}

export const run = (...words: string[]): Promise<Ended> => start(...words).ended;

/** A folder that is removed after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "kecs-fuzz-cli-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
