import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The status and the output of a program. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** It was killed because it took too long. */
  readonly timedOut: boolean;
}

/** How a program ended, for an error message. */
export const endOf = ({ status, timedOut }: Ended): string =>
  timedOut ? "took too long and was ended" : `ended with status ${status}`;

export interface ProgramOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMilliseconds: number;
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined;
  /** What it reads from its standard input. */
  readonly input?: string | undefined;
}

/** Runs a program to its end; throws only when it cannot be started or the signal ends it. */
export function runProgram(executable: string, args: readonly string[], options: ProgramOptions): Promise<Ended> {
  const { env, timeoutMilliseconds: timeout, signal, input } = options;
  return new Promise((resolve, reject) => {
    const settings = { env, timeout, maxBuffer: 1 << 26, signal, encoding: "utf8" as const };
    const child = execFile(executable, [...args], settings, (error, stdout, stderr) => {
      if (error !== null && (child.pid === undefined || error.name === "AbortError")) reject(error);
      else resolve({ status: child.exitCode, stdout, stderr, timedOut: error !== null && child.killed });
    });
    child.stdin?.end(input);
  });
}

/** The path of an installed program: in the venv of KECS_FUZZ_VENV, in the active venv, or on the PATH. */
export function findExecutable(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const venvs = [environment.KECS_FUZZ_VENV, environment.VIRTUAL_ENV].filter((venv) => venv !== undefined);
  const folders = [...venvs.map((venv) => join(venv, "bin")), ...(environment.PATH ?? "").split(delimiter)];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
