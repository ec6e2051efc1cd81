import { type AwsAccess, awsEnvironment } from "./awsEnvironment.ts";
import { type Ended, runProgram } from "./program.ts";

/** The AWS CLI did not end with status 0. */
export class AwsCommandError extends Error {
  override readonly name = "AwsCommandError";
  /** Null when it was killed because it took too long; 255 when a waiter gave up or met a state it cannot wait past. */
  readonly status: number | null;

  constructor(command: string, { status, timedOut, stderr }: Ended) {
    const end = timedOut ? "took too long and was ended" : `ended with status ${status}: ${stderr.trim()}`;
    super(`aws ${command} ${end}`);
    this.status = status;
  }
}

export interface AwsCommandOptions {
  readonly executable: string;
  readonly access: AwsAccess;
  /** A folder of its own, which it uses as its home directory. */
  readonly folder: string;
  /** The time limit of one command: waiters look every 6 or 15 s, up to ten minutes (ecspresso.md). */
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** The real AWS CLI with its own defaults, retries and waiters, as users call it. */
export class AwsCommand {
  readonly #options: AwsCommandOptions;

  constructor(options: AwsCommandOptions) {
    this.#options = options;
  }

  /** Runs `aws ecs …`; returns its parsed output, or an empty object when it prints nothing. */
  async ecs(...args: readonly string[]): Promise<unknown> {
    const { executable, access, folder, timeoutMilliseconds, signal } = this.#options;
    // Requests for any other address go to the same address and are refused there: nothing leaves this machine.
    const env = { ...awsEnvironment(access, folder), HTTPS_PROXY: access.endpoint };
    const command = ["ecs", ...args];
    const ended = await runProgram(executable, [...command, "--output", "json", "--endpoint-url", access.endpoint], {
      env,
      timeoutMilliseconds,
      signal,
    });
    if (ended.status !== 0) throw new AwsCommandError(command.join(" "), ended);
    return ended.stdout.trim() === "" ? {} : JSON.parse(ended.stdout);
  }
}
