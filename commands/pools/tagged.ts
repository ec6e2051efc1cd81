import { arn } from "../../model/language/arn.ts";
import type { Draw } from "../language/random.ts";
import type { PlanValue, Reference } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { livingProviders } from "./capacityProviders.ts";
import { instancesIn } from "./containerInstances.ts";
import { activeClusters, clustersIn, ghost } from "./names.ts";
import { revisionsIn } from "./revisions.ts";
import { servicesIn, tasksIn } from "./services.ts";
import { setsIn } from "./taskSets.ts";

/** A resource that bears tags, by its ARN: of each kind as often as of any other. */
export function taggable(draw: Draw, scene: Scene): Reference | undefined {
  const pools = [
    activeClusters(scene).map(({ name }) => scene.arnOf("cluster", name)),
    revisionsIn(scene, ({ status }) => status === "ACTIVE").map(({ family, revision }) =>
      scene.arnOf("revision", `${family}:${revision}`),
    ),
    livingProviders(scene).map(({ name }) => scene.arnOf("capacityProvider", name)),
    servicesIn(scene, ({ status }) => status === "ACTIVE").map(({ cluster, it }) =>
      scene.arnOf("service", `${cluster.name}/${it.name}`),
    ),
    instancesIn(scene).map(({ cluster, it }) => scene.arnOf("containerInstance", `${cluster.name}/${it.id}`)),
    setsIn(scene).map(({ home, set }) => scene.arnOf("taskSet", `${home.cluster.name}/${home.it.name}/${set.id}`)),
    tasksIn(scene, ({ stopping, service }) => !stopping && service === undefined).map(({ cluster, it }) =>
      scene.arnOf("task", `${cluster.name}/${it.id}`),
    ),
  ].map((pool) => pool.filter((reference) => reference !== undefined));
  const filled = pools.filter((pool) => pool.length > 0);
  return filled.length === 0 ? undefined : draw.pick(draw.pick(filled));
}

/** What bears no tags: nothing of ours, something gone, or no full ARN. */
export function untaggable(draw: Draw, scene: Scene): PlanValue {
  const gone = clustersIn(scene).find(({ status }) => status === "INACTIVE");
  if (gone !== undefined && draw.chance(0.6)) return scene.fullArn("cluster", gone.name);
  const [live] = activeClusters(scene);
  const [service] = servicesIn(scene, ({ status }) => status === "ACTIVE");
  const known = service && scene.arnOf("service", `${service.cluster.name}/${service.it.name}`);
  if (known !== undefined && draw.chance(0.2)) return { ...known, as: "shortArn" };
  return draw.pick([
    arn("cluster", ghost),
    arn("task-definition", `${ghost}:1`),
    arn("capacity-provider", ghost),
    "no-arn",
    ...(live === undefined ? [] : [arn("service", `${live.name}/${ghost}`), arn("task", `${live.name}/${nowhere}`)]),
  ]);
}

const nowhere = "0123456789abcdef0123456789abcdef";
