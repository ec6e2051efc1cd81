import { arn } from "../../model/language/arn.ts";
import type { Service, TaskSet } from "../../model/language/state.ts";
import { livingSets } from "../../model/services/taskSet.ts";
import type { Random } from "../language/random.ts";
import type { PlanInput, PlanValue, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { absentCluster, clusterId } from "./names.ts";
import { absentService, type InCluster, serviceForm, servicesIn } from "./services.ts";

/** ACTIVE services with the EXTERNAL deployment controller. */
export const externalServices = (run: SymbolicRun): InCluster<Service>[] =>
  servicesIn(run, ({ status, controller }) => status === "ACTIVE" && controller === "EXTERNAL");

/** A task set with its service. */
export interface Placed {
  readonly home: InCluster<Service>;
  readonly set: TaskSet;
}

export const setsIn = (run: SymbolicRun): Placed[] =>
  externalServices(run).flatMap((home) => livingSets(home.it).map((set) => ({ home, set })));

/** Cluster and service; the operations on task sets require both (row A2). */
export const homeForm = (random: Random, run: SymbolicRun, home: InCluster<Service>): PlanInput => ({
  cluster: clusterId(random, run, home.cluster.name),
  service: serviceForm(random, run, home),
});

/** The set by ARN or id, through the reply that first showed it. */
export function setForm(random: Random, run: SymbolicRun, { home, set }: Placed): Reference | undefined {
  const known = run.arnOf("taskSet", `${home.cluster.name}/${home.it.name}/${set.id}`);
  if (known === undefined || random.chance(0.5)) return known;
  const [step, path] = known.ref;
  return { ref: [step, path.replace(/taskSetArn$/, "id")] };
}

/** The share of calls that are not drawn because the state has no resource for them. */
export const barren = 0.95;

const nobodys = "ecs-svc/0123456789012345678";

/** A set that does not exist: by id, by an ARN in this service, or by one of elsewhere. */
export const unknownSet = (random: Random, run: SymbolicRun, { cluster, it }: InCluster<Service>): PlanValue =>
  fromElsewhere(
    random,
    livingSets(it).map(({ id }) => run.arnOf("taskSet", `${cluster.name}/${it.name}/${id}`)),
  ) ?? (random.chance(0.5) ? nobodys : arn("task-set", `${cluster.name}/${it.name}/${nobodys}`));

/**
 * A call on a set that does not exist: in a missing cluster, in a missing service, in a service without sets, or under
 * an unknown id.
 */
export function absentTaskSet(
  random: Random,
  run: SymbolicRun,
  member: string,
  rest: PlanInput = {},
): PlanInput | undefined {
  const external = externalServices(run);
  const own = servicesIn(run, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
  if (external.length > 0 && random.chance(0.6)) {
    const home = random.pick(external);
    return { ...homeForm(random, run, home), [member]: unknownSet(random, run, home), ...rest };
  }
  if (own.length > 0 && random.chance(0.5))
    return { ...homeForm(random, run, random.pick(own)), [member]: nobodys, ...rest };
  if (external.length === 0 && random.chance(barren)) return undefined;
  const lost = absentService(random, run);
  if (lost !== undefined && random.chance(0.7)) return { ...lost, [member]: nobodys, ...rest };
  return { cluster: absentCluster(random, run), service: "s1", [member]: nobodys, ...rest };
}

export const scale = (random: Random): PlanInput => ({
  value: random.weighted([
    [2, 0],
    [3, 100],
    [3, 50],
    [1, 34],
    [1, random.whole(1, 99)],
  ]),
  ...(random.chance(0.7) ? { unit: "PERCENT" } : {}),
});

export const badScale = (random: Random): PlanInput => ({ value: random.pick([-1, 101, 1000]), unit: "PERCENT" });
