import { type AwsProgramOptions, confinedEnvironment } from "./awsEnvironment.ts";
import { type Ended, endOf, runProgram } from "./program.ts";

/** The AWS CLI did not end with status 0. */
export class AwsCommandError extends Error {
  override readonly name = "AwsCommandError";
  /** Null when it was killed because it took too long; 255 when a waiter gave up or met a state it cannot wait past. */
  readonly status: number | null;

  constructor(command: string, ended: Ended) {
    super(`aws ${command} ${endOf(ended)}${ended.timedOut ? "" : `: ${ended.stderr.trim()}`}`);
    this.status = ended.status;
  }
}

/**
 * The real AWS CLI with its own defaults, retries and waiters, as users call it. A waiter is one command: it looks every
 * 6 or 15 s, up to ten minutes (ecspresso.md).
 */
export class AwsCommand {
  readonly #options: AwsProgramOptions;

  constructor(options: AwsProgramOptions) {
    this.#options = options;
  }

  /** Runs `aws ecs …`; returns its parsed output, or an empty object when it prints nothing. */
  async ecs(...args: readonly string[]): Promise<unknown> {
    const { executable, access, folder, timeoutMilliseconds, signal } = this.#options;
    const command = ["ecs", ...args];
    const ended = await runProgram(executable, [...command, "--output", "json", "--endpoint-url", access.endpoint], {
      env: confinedEnvironment(access, folder),
      timeoutMilliseconds,
      signal,
    });
    if (ended.status !== 0) throw new AwsCommandError(command.join(" "), ended);
    return ended.stdout.trim() === "" ? {} : JSON.parse(ended.stdout);
  }
}
