import { get } from "../../model/language/persistentMap.ts";
import type { Draw } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { hog, unpullable } from "./definitions.ts";
import { servicesIn } from "./services.ts";

/**
 * What a service would be updated to: the next revision of what it runs, with another setting, or broken, above all
 * where a circuit breaker waits for that. Undefined where no service lives.
 */
export function successor(draw: Draw, scene: Scene): PlanInput | undefined {
  const services = servicesIn(scene, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
  if (services.length === 0) return undefined;
  const guarded = services.filter(({ it }) => it.deploymentConfiguration.enable);
  const { it: service } = draw.pick(guarded.length > 0 ? guarded : services);
  const [family = "", revision] = service.taskDefinition.split(":");
  const found = get(scene.state.families, family)?.revisions.find((each) => String(each.revision) === revision);
  if (found === undefined) return undefined;
  const now = JSON.parse(JSON.stringify(found.definition)) as PlanInput;
  const [first, ...others] = now.containerDefinitions as PlanInput[];
  if (first === undefined) return undefined;
  const broken = draw.chance(service.deploymentConfiguration.enable ? 0.7 : 0.15);
  const { command: _, healthCheck: __, ...rest } = first;
  const changed = broken
    ? { ...rest, ...draw.pick([unpullable, unpullable, hog])(String(first.name)) }
    : { ...first, environment: [{ name: "STAGE", value: draw.pick(["b", "2"]) }] };
  return { ...now, containerDefinitions: [changed, ...others] };
}
