import type { TaskOverride } from "@aws-sdk/client-ecs";
import { type AwsAccess, awsEnvironment } from "../awsEnvironment.ts";
import { type Ended, runProgram } from "../program.ts";

export interface EcspressoOptions {
  readonly executable: string;
  /** The configuration file; the definitions it names lie beside it. */
  readonly config: string;
  readonly access: AwsAccess;
  /** A folder of this one's own: what it takes for its home. */
  readonly folder: string;
  /** What the templates in configuration and definitions ask for. */
  readonly variables: Readonly<Record<string, string>>;
  /** How long one command may take. */
  readonly timeoutMilliseconds: number;
  /** Where it goes for HTTPS, and the file of the certificate to trust there: image registries, by `verify`. */
  readonly proxy?: { readonly url: string; readonly certificate: string } | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A command of ecspresso did not end with status 0. */
export class EcspressoError extends Error {
  override readonly name = "EcspressoError";
  /** As typed, less the binary and its configuration. */
  readonly command: string;
  /** Null where it was ended for taking too long. */
  readonly status: number | null;
  /** All it wrote, errors included. */
  readonly output: string;

  constructor(command: string, { status, timedOut }: Ended, output: string) {
    const end = timedOut ? "took too long and was ended" : `ended with status ${status}`;
    super(`ecspresso ${command} ${end}:\n${lastLines(output)}`);
    this.command = command;
    this.status = status;
    this.output = output;
  }
}

export interface DeployOptions {
  /** `--tasks`: the desired count. */
  readonly tasks?: number;
  /** `--skip-task-definition`: registers nothing and keeps the revision that is there. */
  readonly skipTaskDefinition?: boolean;
  /** `--force-new-deployment`. */
  readonly forceNewDeployment?: boolean;
  /** False: `--no-wait`, so that it ends before the service is stable. */
  readonly wait?: boolean;
}

export interface RollbackOptions {
  /** False: `--no-deregister-task-definition`, so that the revision that is left stays ACTIVE. */
  readonly deregister?: boolean;
}

export interface RunOptions {
  /** `--latest-task-definition`: registers nothing. */
  readonly latestTaskDefinition?: boolean;
  /** `--wait-until`: "stopped" when left out. */
  readonly waitUntil?: "running" | "stopped";
  /** `--client-token`. */
  readonly clientToken?: string;
}

/**
 * The real ecspresso at one configuration: each method is a command of its own (ecspresso.md). Returns what it wrote on
 * standard output; throws EcspressoError where it fails, and that is all that is known of a command.
 */
export class Ecspresso {
  readonly #options: EcspressoOptions;

  constructor(options: EcspressoOptions) {
    this.#options = options;
  }

  /** The same with other values for some of the templates' variables. */
  with(variables: Readonly<Record<string, string>>): Ecspresso {
    return new Ecspresso({ ...this.#options, variables: { ...this.#options.variables, ...variables } });
  }

  /** Creates the service where there is none, else updates it; waits until it is stable. */
  deploy({ tasks, skipTaskDefinition, forceNewDeployment, wait }: DeployOptions = {}): Promise<string> {
    return this.#command("deploy", [
      ...(tasks === undefined ? [] : ["--tasks", String(tasks)]),
      ...when(skipTaskDefinition === true, "--skip-task-definition"),
      ...when(forceNewDeployment === true, "--force-new-deployment"),
      ...when(wait === false, "--no-wait"),
    ]);
  }

  /** A unified diff from what is there to what the definitions say; empty where nothing differs. */
  diff(): Promise<string> {
    return this.#command("diff", ["--unified"]);
  }

  /** Looks whether all that the definitions name is there. */
  verify(): Promise<string> {
    return this.#command("verify", []);
  }

  /** Goes back to the revision before the service's, waits until it is stable, deregisters the one that is left. */
  rollback({ deregister = true }: RollbackOptions = {}): Promise<string> {
    return this.#command("rollback", when(!deregister, "--no-deregister-task-definition"));
  }

  /** Runs one task of the definition, and fails where a container ends with a code other than 0. */
  run(overrides?: TaskOverride, { latestTaskDefinition, waitUntil, clientToken }: RunOptions = {}): Promise<string> {
    return this.#command("run", [
      ...(overrides === undefined ? [] : ["--overrides", JSON.stringify(overrides)]),
      ...when(latestTaskDefinition === true, "--latest-task-definition"),
      ...(waitUntil === undefined ? [] : ["--wait-until", waitUntil]),
      ...(clientToken === undefined ? [] : ["--client-token", clientToken]),
    ]);
  }

  /** What it has to tell of the service. */
  status(): Promise<string> {
    return this.#command("status", []);
  }

  /** Sets the desired count and nothing else; waits until the service is stable. */
  scale(tasks: number): Promise<string> {
    return this.#command("scale", ["--tasks", String(tasks)]);
  }

  /** Deletes the service without asking back; `terminate` with its tasks. */
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
