import { join } from "node:path";
import { Ecspresso } from "../../../clients/ecspresso/ecspresso.ts";
import { locateEcspresso } from "../../../clients/ecspresso/locate.ts";
import type { ScenarioContext } from "../context.ts";
import { forProgram } from "./forProgram.ts";
import type { Gateway } from "./gateway.ts";
import { ImageRegistry } from "./imageRegistry.ts";

/** What a workflow of ecspresso gets in addition to its context. */
export interface Workflow {
  /** An ecspresso for the service `service`, which does not exist yet. */
  readonly ecspresso: Ecspresso;
  readonly service: string;
  readonly family: string;
  /** The ECS calls of ecspresso so far. */
  readonly calls: Gateway["calls"];
}

const fixtures = join(import.meta.dirname, "../../../fixtures/ecspresso");

/**
 * A deployment consists of several background changes; ecspresso looks every 15 s, and keeps looking for some time at
 * the end.
 */
const rolloutPatience = 2;
const slackSeconds = 30;

/** The body of a scenario that deploys with the real ecspresso, with a configuration in `fixtures/ecspresso`. */
export function throughEcspresso(
  config: "config.yaml" | "deploy-config.yaml",
  body: (context: ScenarioContext, workflow: Workflow) => Promise<void>,
): (context: ScenarioContext) => Promise<void> {
  return async (context) => {
    const { executable } = await locateEcspresso();
    const { target } = context;
    await forProgram("ecspresso", context, async (surroundings, gateway) => {
      const registry = await ImageRegistry.open(surroundings.folder);
      try {
        const [service, family] = [context.unique("web"), context.unique("web")];
        const { subnets, securityGroups } = target.fixtures;
        const rolloutSeconds = Math.ceil(target.restSeconds * rolloutPatience);
        const ecspresso = new Ecspresso({
          executable,
          config: join(fixtures, config),
          variables: {
            CLUSTER: context.cluster,
            SERVICE: service,
            FAMILY: family,
            SUBNET: subnets[0] ?? "",
            SECURITY_GROUP: securityGroups[0] ?? "",
            TIMEOUT: `${rolloutSeconds}s`,
          },
          timeoutMilliseconds: (rolloutSeconds + slackSeconds) * 1000,
          proxy: { url: registry.proxyUrl, certificate: registry.certificate },
          ...surroundings,
        });
        await body(context, { ecspresso, service, family, calls: gateway.calls });
      } finally {
        await registry.close();
      }
    });
  };
}
