import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { Child } from "./child.ts";
import { answersWithin } from "./http.ts";
import { scriptBeside } from "./script.ts";
import { TargetError } from "./target.ts";

/** A server from PyPI that we start on a free port. */
export interface Emulator {
  readonly name: string;
  readonly executable: string;
  readonly install: string;
  readonly readyPath: string;
  args(port: number): string[];
  environment(port: number): NodeJS.ProcessEnv;
}

export interface RunningEmulator {
  readonly url: string;
  readonly child: Child;
}

const startMilliseconds = 30_000;

/** Where the emulator is installed: the venv in KECS_FUZZ_VENV, the active one, or the PATH. */
export function findExecutable(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const venvs = [environment.KECS_FUZZ_VENV, environment.VIRTUAL_ENV].filter((venv) => venv !== undefined);
  const folders = [...venvs.map((venv) => join(venv, "bin")), ...(environment.PATH ?? "").split(delimiter)];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Starts the emulator and waits until it answers. */
export async function startEmulator(emulator: Emulator): Promise<RunningEmulator> {
  const executable = findExecutable(emulator.executable);
  if (!executable) {
    throw new TargetError(
      `${emulator.name} is not installed: ${emulator.install}, into the PATH or a venv that KECS_FUZZ_VENV names`,
    );
  }
  const port = await freePort();
  const script = scriptBeside(import.meta, "supervise");
  const child = new Child(emulator.name, script, [executable, ...emulator.args(port)], emulator.environment(port));
  const url = `http://127.0.0.1:${port}`;
  const ready = await answersWithin(url + emulator.readyPath, startMilliseconds, () => child.status !== undefined);
  if (!ready) {
    await child.stop();
    throw child.failure("did not become ready");
  }
  child.unref();
  return { url, child };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A loopback port that nobody listens on now. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.on("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as { port: number };
    server.close(() => resolve(port));
  });
  return promise;
}
