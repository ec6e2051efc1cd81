import { get } from "../../model/language/persistentMap.ts";
import type { Random } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { memoryExhausting, unpullable } from "./definitions.ts";
import { servicesIn } from "./services.ts";

/**
 * The definition to which a service would be updated: the next revision of what it runs, with another setting, or
 * faulty, above all when a circuit breaker is enabled. Undefined when no service exists.
 */
export function successor(random: Random, run: SymbolicRun): PlanInput | undefined {
  const services = servicesIn(run, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
  if (services.length === 0) return undefined;
  const guarded = services.filter(({ it }) => it.deploymentConfiguration.enable);
  const { it: service } = random.pick(guarded.length > 0 ? guarded : services);
  const [family = "", revision] = service.taskDefinition.split(":");
  const found = get(run.state.families, family)?.revisions.find((each) => String(each.revision) === revision);
  if (found === undefined) return undefined;
  const now = JSON.parse(JSON.stringify(found.definition)) as PlanInput;
  const [first, ...others] = now.containerDefinitions as PlanInput[];
  if (first === undefined) return undefined;
  const broken = random.chance(service.deploymentConfiguration.enable ? 0.7 : 0.15);
  const { command: _, healthCheck: __, ...rest } = first;
  const changed = broken
    ? { ...rest, ...random.pick([unpullable, unpullable, memoryExhausting])(String(first.name)) }
    : { ...first, environment: [{ name: "STAGE", value: random.pick(["b", "2"]) }] };
  return { ...now, containerDefinitions: [changed, ...others] };
}
