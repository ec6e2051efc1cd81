import { cpSync } from "node:fs";
import { join } from "node:path";
import { findExecutable } from "../../../clients/program.ts";
import { Terraform, terraformPlugins } from "../../../clients/terraform.ts";
import type { ScenarioContext } from "../context.ts";
import { ScenarioFailure } from "../waiting.ts";
import { forProgram } from "./forProgram.ts";

/** What a scenario with Terraform gets in addition to its context. */
export interface Infrastructure {
  readonly terraform: Terraform;
  /** The name of everything that it creates. */
  readonly name: string;
}

const fixtures = join(import.meta.dirname, "../../../fixtures/terraform");

/** The provider looks at a service every ten seconds and more seldom, and several resources wait one after the other. */
const slackSeconds = 300;

/** The body of a scenario in which the real Terraform manages a configuration in `fixtures/terraform`. */
export const throughTerraform =
  (configuration: string, body: (context: ScenarioContext, infrastructure: Infrastructure) => Promise<void>) =>
  async (context: ScenarioContext): Promise<void> => {
    const [executable, plugins] = [findExecutable("terraform"), terraformPlugins()];
    if (executable === undefined || plugins === undefined)
      throw new ScenarioFailure("Terraform or its AWS provider is not installed any more");
    const { target } = context;
    const { subnets, securityGroups } = target.fixtures;
    const name = context.unique("terraform");
    await forProgram("terraform", context, async (surroundings) => {
      cpSync(join(fixtures, "provider.tf"), join(surroundings.folder, "provider.tf"));
      const terraform = new Terraform({
        executable,
        plugins,
        configuration: join(fixtures, configuration),
        variables: {
          name,
          cluster: context.cluster,
          subnet: subnets[0] ?? "",
          security_group: securityGroups[0] ?? "",
        },
        timeoutMilliseconds: (target.restSeconds + slackSeconds) * 1000,
        ...surroundings,
      });
      await terraform.init();
      await body(context, { terraform, name });
    });
  };
