import type { TaskOverride } from "@aws-sdk/client-ecs";
import { type AwsProgramOptions, awsEnvironment } from "../awsEnvironment.ts";
import { type Ended, endOf, runProgram } from "../program.ts";

export interface EcspressoOptions extends AwsProgramOptions {
  /** The configuration file; the definitions that it names are in the same folder. */
  readonly config: string;
  /** The values of the variables in the templates of configuration and definitions. */
  readonly variables: Readonly<Record<string, string>>;
  /** Its proxy for HTTPS and the file of the certificate to trust: `verify` reads image registries. */
  readonly proxy?: { readonly url: string; readonly certificate: string } | undefined;
}

/** A command of ecspresso did not end with status 0. */
export class EcspressoError extends Error {
  override readonly name = "EcspressoError";
  /** The command line, without the binary and its configuration. */
  readonly command: string;
  /** Null when it was killed because it took too long. */
  readonly status: number | null;
  /** All its output, errors included. */
  readonly output: string;

  constructor(command: string, ended: Ended, output: string) {
    super(`ecspresso ${command} ${endOf(ended)}:\n${lastLines(output)}`);
    this.command = command;
    this.status = ended.status;
    this.output = output;
  }
}

export interface DeployOptions {
  /** `--tasks`: the desired count. */
  readonly tasks?: number;
  /** `--skip-task-definition`: registers nothing and keeps the current revision. */
  readonly skipTaskDefinition?: boolean;
  /** `--force-new-deployment`. */
  readonly forceNewDeployment?: boolean;
  /** False: `--no-wait`, so that it ends before the service is stable. */
  readonly wait?: boolean;
}

export interface RollbackOptions {
  /** False: `--no-deregister-task-definition`, so that the revision that was in use stays ACTIVE. */
  readonly deregister?: boolean;
}

export interface RunOptions {
  /** `--latest-task-definition`: registers nothing. */
  readonly latestTaskDefinition?: boolean;
  /** `--wait-until` (default: "stopped"). */
  readonly waitUntil?: "running" | "stopped";
  /** `--client-token`. */
  readonly clientToken?: string;
}

/**
 * The real ecspresso with one configuration; each method is one command (ecspresso.md). Returns its standard output;
 * throws EcspressoError when it fails. Nothing else is known about a command.
 */
export class Ecspresso {
  readonly #options: EcspressoOptions;

  constructor(options: EcspressoOptions) {
    this.#options = options;
  }

  /** The same with other values for some variables of the templates. */
  with(variables: Readonly<Record<string, string>>): Ecspresso {
    return new Ecspresso({ ...this.#options, variables: { ...this.#options.variables, ...variables } });
  }

  /** Creates the service, or updates an existing one; waits until it is stable. */
  deploy({ tasks, skipTaskDefinition, forceNewDeployment, wait }: DeployOptions = {}): Promise<string> {
    return this.#command("deploy", [
      ...(tasks === undefined ? [] : ["--tasks", String(tasks)]),
      ...when(skipTaskDefinition === true, "--skip-task-definition"),
      ...when(forceNewDeployment === true, "--force-new-deployment"),
      ...when(wait === false, "--no-wait"),
    ]);
  }

  /** A unified diff between the current state and the definitions; empty when there is no difference. */
  diff(): Promise<string> {
    return this.#command("diff", ["--unified"]);
  }

  /** Checks that everything exists which the definitions name. */
  verify(): Promise<string> {
    return this.#command("verify", []);
  }

  /**
   * Returns to the revision before the service's, waits until it is stable, and deregisters the revision that was in
   * use.
   */
  rollback({ deregister = true }: RollbackOptions = {}): Promise<string> {
    return this.#command("rollback", when(!deregister, "--no-deregister-task-definition"));
  }

  /** Runs one task of the definition; fails when a container ends with a code other than 0. */
  run(overrides?: TaskOverride, { latestTaskDefinition, waitUntil, clientToken }: RunOptions = {}): Promise<string> {
    return this.#command("run", [
      ...(overrides === undefined ? [] : ["--overrides", JSON.stringify(overrides)]),
      ...when(latestTaskDefinition === true, "--latest-task-definition"),
      ...(waitUntil === undefined ? [] : ["--wait-until", waitUntil]),
      ...(clientToken === undefined ? [] : ["--client-token", clientToken]),
    ]);
  }

  /** Its report on the service. */
  status(): Promise<string> {
    return this.#command("status", []);
  }

  /** Sets only the desired count; waits until the service is stable. */
  scale(tasks: number): Promise<string> {
    return this.#command("scale", ["--tasks", String(tasks)]);
  }

  /** Deletes the service without a confirmation prompt; with `terminate`, its tasks too. */
  delete({ terminate = false }: { readonly terminate?: boolean } = {}): Promise<string> {
    return this.#command("delete", ["--force", ...when(terminate, "--terminate")]);
  }

  /** Waits until the service is stable. */
  wait(): Promise<string> {
    return this.#command("wait", []);
  }

  async #command(verb: string, flags: readonly string[]): Promise<string> {
    const { executable, config, timeoutMilliseconds, signal } = this.#options;
    const options = { env: this.#environment(), timeoutMilliseconds, signal };
    const ended = await runProgram(executable, [verb, "--config", config, ...flags], options);
    if (ended.status !== 0) throw new EcspressoError([verb, ...flags].join(" "), ended, ended.stdout + ended.stderr);
    return ended.stdout;
  }

  #environment(): NodeJS.ProcessEnv {
    const { access, folder, variables, proxy } = this.#options;
    const trusted = proxy && { HTTPS_PROXY: proxy.url, SSL_CERT_FILE: proxy.certificate };
    return { ...awsEnvironment(access, folder), ...trusted, NO_COLOR: "1", ...variables };
  }
}

const when = (is: boolean, flag: string): readonly string[] => (is ? [flag] : []);

const shownLines = 12;

const lastLines = (output: string): string => output.trimEnd().split("\n").slice(-shownLines).join("\n");
