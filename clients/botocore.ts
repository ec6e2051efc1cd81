import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type AwsProgramOptions, confinedEnvironment } from "./awsEnvironment.ts";
import type { Json, JsonObject } from "./client.ts";
import { endOf, findExecutable, runProgram } from "./program.ts";

const importMilliseconds = 20_000;

/** The Python of this machine, if it has botocore: in the venv of KECS_FUZZ_VENV, in the active venv, or on the PATH. */
export function pythonWithBotocore(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const python = findExecutable("python3", environment);
  if (python === undefined) return undefined;
  let has = importsBotocore.get(python);
  if (has === undefined) {
    has = spawnSync(python, ["-c", "import botocore"], { timeout: importMilliseconds }).status === 0;
    importsBotocore.set(python, has);
  }
  return has ? python : undefined;
}

const importsBotocore = new Map<string, boolean>();

/** botocore gave up: a waiter met a state that it cannot wait past, or a call was refused. */
class BotocoreError extends Error {
  override readonly name = "BotocoreError";
}

/** What botocore offers for ECS. */
export interface BotocoreOffer {
  /** The operations that return pages. */
  readonly paginated: readonly string[];
  readonly waiters: readonly string[];
}

const program = join(import.meta.dirname, "../fixtures/botocore/client.py");

/** The real botocore, with its waiters and paginators; the executable is the Python that has it. */
export class Botocore {
  readonly #options: AwsProgramOptions;

  constructor(options: AwsProgramOptions) {
    this.#options = options;
  }

  async describe(): Promise<BotocoreOffer> {
    return (await this.#do("describe", {})) as unknown as BotocoreOffer;
  }

  /** The items of each page. */
  async paginate(operation: string, input: JsonObject, pageSize: number): Promise<Json[][]> {
    const { pages } = await this.#do("paginate", { operation, input, pageSize });
    return pages as Json[][];
  }

  /** Looks every second, at most for so many seconds. */
  async wait(waiter: string, input: JsonObject, seconds: number): Promise<void> {
    await this.#do("wait", { waiter, input, delaySeconds: 1, attempts: seconds });
  }

  async #do(what: string, request: JsonObject): Promise<JsonObject> {
    const { executable, access, folder, timeoutMilliseconds, signal } = this.#options;
    const ended = await runProgram(executable, [program], {
      env: confinedEnvironment(access, folder),
      input: JSON.stringify({ do: what, ...request }),
      timeoutMilliseconds,
      signal,
    });
    if (ended.timedOut) throw new BotocoreError(`botocore: ${what} ${endOf(ended)}`);
    if (ended.status !== 0) throw new BotocoreError(`botocore: ${what} ${endOf(ended)}: ${ended.stderr.trim()}`);
    const reply = JSON.parse(ended.stdout) as JsonObject;
    if (typeof reply.error === "string") throw new BotocoreError(reply.error);
    return reply;
  }
}
