import { cpSync, globSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type AwsProgramOptions, confinedEnvironment } from "./awsEnvironment.ts";
import { type Ended, endOf, runProgram } from "./program.ts";

/** Names the folder with Terraform's providers when it is not Terraform's own. */
const pluginsVariable = "TERRAFORM_PLUGINS";

/**
 * The folder from which Terraform installs its AWS provider: `TERRAFORM_PLUGINS`, as `terraform providers mirror` makes
 * it, otherwise Terraform's own; undefined when the AWS provider is not in it. It is never downloaded.
 */
export function terraformPlugins(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = environment[pluginsVariable] ?? join(homedir(), ".terraform.d/plugins");
  return globSync(join(folder, "*/hashicorp/aws/*")).length > 0 ? folder : undefined;
}

/** Its folder holds its state too. */
export interface TerraformOptions extends AwsProgramOptions {
  /** The folder with the AWS provider. */
  readonly plugins: string;
  /** The folder of the configuration, which is copied. */
  readonly configuration: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** A command of Terraform did not end as expected. */
class TerraformError extends Error {
  override readonly name = "TerraformError";

  constructor(command: string, ended: Ended) {
    super(`terraform ${command} ${endOf(ended)}:\n${(ended.stdout + ended.stderr).trim()}`);
  }
}

/** The real Terraform with its AWS provider and one configuration. */
export class Terraform {
  readonly #options: TerraformOptions;

  constructor(options: TerraformOptions) {
    this.#options = options;
    cpSync(options.configuration, options.folder, { recursive: true });
  }

  /** The same, on the same state, with other values for some variables. */
  with(variables: Readonly<Record<string, string>>): Terraform {
    return new Terraform({ ...this.#options, variables: { ...this.#options.variables, ...variables } });
  }

  /** Installs the provider. */
  async init(): Promise<void> {
    await this.#command("init", [`-plugin-dir=${this.#options.plugins}`]);
  }

  /** Creates and changes what differs from the configuration. */
  async apply(): Promise<void> {
    await this.#command("apply", ["-auto-approve"]);
  }

  /** Deletes everything that it created. */
  async destroy(): Promise<void> {
    await this.#command("destroy", ["-auto-approve"]);
  }

  /** The plan to change what differs from the configuration; undefined when nothing differs. */
  async drift(): Promise<string | undefined> {
    const { status, stdout } = await this.#command("plan", ["-detailed-exitcode"], [0, changesStatus]);
    return status === changesStatus ? stdout : undefined;
  }

  async #command(verb: string, flags: readonly string[], expected: readonly number[] = [0]): Promise<Ended> {
    const { executable, folder, timeoutMilliseconds, signal } = this.#options;
    const args = [`-chdir=${folder}`, verb, "-input=false", "-no-color", ...flags];
    const ended = await runProgram(executable, args, { env: this.#environment(), timeoutMilliseconds, signal });
    if (ended.status === null || !expected.includes(ended.status)) throw new TerraformError(verb, ended);
    return ended;
  }

  #environment(): NodeJS.ProcessEnv {
    const { access, folder, variables } = this.#options;
    const values = { ...variables, endpoint: access.endpoint };
    return {
      ...confinedEnvironment(access, folder),
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`TF_VAR_${name}`, value])),
    };
  }
}

/** The status of `plan -detailed-exitcode` when there are changes to make. */
const changesStatus = 2;
