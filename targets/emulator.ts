import { createServer } from "node:net";
import { findExecutable } from "../clients/program.ts";
import { Child } from "./child.ts";
import { answersWithin } from "./http.ts";
import { installedVersion } from "./installedVersion.ts";
import { scriptBeside } from "./script.ts";
import { TargetError } from "./target.ts";

/** A server from PyPI that kecs-fuzz starts on a free port. */
export interface Emulator {
  readonly name: string;
  /** Its name on PyPI. */
  readonly distribution: string;
  readonly executable: string;
  readonly install: string;
  readonly readyPath: string;
  args(port: number): string[];
  environment(port: number): NodeJS.ProcessEnv;
}

export interface RunningEmulator {
  readonly url: string;
  readonly child: Child;
  readonly version: string | undefined;
}

const startMilliseconds = 30_000;

/** Starts the emulator and waits until it answers. */
export async function startEmulator(emulator: Emulator): Promise<RunningEmulator> {
  const executable = findExecutable(emulator.executable);
  if (!executable) {
    throw new TargetError(
      `${emulator.name} is not installed: ${emulator.install}, on the PATH or in a venv that KECS_FUZZ_VENV names`,
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
  return { url, child, version: installedVersion(executable, emulator.distribution) };
}

/** A free loopback port. */
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
