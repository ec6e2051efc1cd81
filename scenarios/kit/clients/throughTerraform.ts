import { join } from "node:path";
import { findExecutable } from "../../../clients/program.ts";
import { Terraform, terraformPlugins } from "../../../clients/terraform.ts";
import { callerAt } from "../../../targets/targetOptions.ts";
import type { ScenarioContext } from "../context.ts";
import { ScenarioFailure } from "../waiting.ts";
import { inFolder } from "./folder.ts";
import { throughGateway } from "./gateway.ts";

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
      throw new ScenarioFailure("Terraform or its AWS provider is not there any more");
    const { caller, target, waiting } = context;
    const { subnets, securityGroups } = target.fixtures;
    const name = context.unique("terraform");
    await inFolder("terraform", (folder) =>
      throughGateway(caller, waiting.signal, async (gateway, signal) => {
        const terraform = new Terraform({
          executable,
          plugins,
          configuration: join(fixtures, configuration),
          access: callerAt({ ...target.access, url: gateway.url }),
          folder,
          variables: {
            name,
            cluster: context.cluster,
            subnet: subnets[0] ?? "",
            security_group: securityGroups[0] ?? "",
          },
          timeoutMilliseconds: (target.restSeconds + slackSeconds) * 1000,
          signal,
        });
        await terraform.init();
        await body(context, { terraform, name });
      }),
    );
  };
