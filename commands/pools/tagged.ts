import { arn } from "../../model/language/arn.ts";
import type { Task } from "../../model/language/state.ts";
import type { Random } from "../language/random.ts";
import type { PlanValue, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { livingProviders } from "./capacityProviders.ts";
import { instancesIn } from "./containerInstances.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { activeClusters, clustersIn, neverCreated } from "./names.ts";
import { revisionsIn } from "./revisions.ts";
import { servicesIn, tasksIn } from "./services.ts";
import { setsIn } from "./taskSets.ts";

/** A resource with tags, by its ARN: each kind with the same probability. */
export function taggable(random: Random, run: SymbolicRun): Reference | undefined {
  const filled = taggedPools(run);
  return filled.length === 0 ? undefined : random.pick(random.pick(filled));
}

/** The ARNs of the resources with tags, by kind. */
function taggedPools(run: SymbolicRun): Reference[][] {
  const pools = [
    activeClusters(run).map(({ name }) => run.arnOf("cluster", name)),
    revisionsIn(run, ({ status }) => status === "ACTIVE").map(({ family, revision }) =>
      run.arnOf("revision", `${family}:${revision}`),
    ),
    livingProviders(run).map(({ name }) => run.arnOf("capacityProvider", name)),
    servicesIn(run, ({ status }) => status === "ACTIVE").map(({ cluster, it }) =>
      run.arnOf("service", `${cluster.name}/${it.name}`),
    ),
    instancesIn(run).map(({ cluster, it }) => run.arnOf("containerInstance", `${cluster.name}/${it.id}`)),
    setsIn(run).map(({ home, set }) => run.arnOf("taskSet", `${home.cluster.name}/${home.it.name}/${set.id}`)),
    tasksIn(run, ({ stopping, service }) => !stopping && service === undefined).map(({ cluster, it }) =>
      run.arnOf("task", `${cluster.name}/${it.id}`),
    ),
  ].map((pool) => pool.filter((reference) => reference !== undefined));
  return pools.filter((pool) => pool.length > 0);
}

/** Something without tags: not an ECS resource, a deleted resource, one of elsewhere, or not a full ARN. */
export function untaggable(random: Random, run: SymbolicRun): PlanValue {
  const gone = clustersIn(run).find(({ status }) => status === "INACTIVE");
  if (gone !== undefined && random.chance(0.5)) return run.fullArn("cluster", gone.name);
  const away = fromElsewhere(random, taggedPools(run).flat());
  if (away !== undefined) return away;
  const stopped = random.chance(0.4) ? stoppedTask(random, run) : undefined;
  if (stopped !== undefined) return stopped;
  const [live] = activeClusters(run);
  const [service] = servicesIn(run, ({ status }) => status === "ACTIVE");
  const known = service && run.arnOf("service", `${service.cluster.name}/${service.it.name}`);
  if (known !== undefined && random.chance(0.2)) return { ...known, as: "shortArn" };
  return random.pick([
    arn("cluster", neverCreated),
    arn("task-definition", `${neverCreated}:1`),
    arn("capacity-provider", neverCreated),
    "no-arn",
    ...(live === undefined
      ? []
      : [arn("service", `${live.name}/${neverCreated}`), arn("task", `${live.name}/${nowhere}`)]),
  ]);
}

/** A task that was stopped: once it is STOPPED, its tags are not listed and not removed (row TK28). */
function stoppedTask(random: Random, run: SymbolicRun): Reference | undefined {
  const known = tasksIn(run, isStopped).flatMap(
    ({ cluster, it }) => run.arnOf("task", `${cluster.name}/${it.id}`) ?? [],
  );
  return known.length === 0 ? undefined : random.pick(known);
}

/** How often tags are asked for at rest: there, a stopped task is STOPPED. */
export const tagPatience = (run: SymbolicRun): number => (tasksIn(run, isStopped).length > 0 ? 0.3 : 0);

const isStopped = ({ stopping, service }: Task): boolean => stopping && service === undefined;

const nowhere = "0123456789abcdef0123456789abcdef";
