import { arn } from "../../model/language/arn.ts";
import type { Service, TaskSet } from "../../model/language/state.ts";
import { livingSets } from "../../model/services/taskSet.ts";
import type { Draw } from "../language/random.ts";
import type { PlanInput, Reference } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { clusterId, lostCluster } from "./names.ts";
import { type Housed, lostService, serviceForm, servicesIn } from "./services.ts";

/** ACTIVE services that others deploy. */
export const externalServices = (scene: Scene): Housed<Service>[] =>
  servicesIn(scene, ({ status, controller }) => status === "ACTIVE" && controller === "EXTERNAL");

/** A task set with the service it belongs to. */
export interface Placed {
  readonly home: Housed<Service>;
  readonly set: TaskSet;
}

export const setsIn = (scene: Scene): Placed[] =>
  externalServices(scene).flatMap((home) => livingSets(home.it).map((set) => ({ home, set })));

/** Cluster and service; the operations on task sets need both to be named (row A2). */
export const homeForm = (draw: Draw, scene: Scene, home: Housed<Service>): PlanInput => ({
  cluster: clusterId(draw, scene, home.cluster.name),
  service: serviceForm(draw, scene, home),
});

/** The set by ARN or id, through the reply that named it first. */
export function setForm(draw: Draw, scene: Scene, { home, set }: Placed): Reference | undefined {
  const known = scene.arnOf("taskSet", `${home.cluster.name}/${home.it.name}/${set.id}`);
  if (known === undefined || draw.chance(0.5)) return known;
  const [step, path] = known.ref;
  return { ref: [step, path.replace(/taskSetArn$/, "id")] };
}

/** Of calls about things of which the scene has none, this share is not worth a place in the plan. */
export const barren = 0.95;

const nobodys = "ecs-svc/0123456789012345678";

/** A set nobody made: by id, or by ARN as one of this service. */
const unknownSet = (draw: Draw, { cluster, it }: Housed<Service>): string =>
  draw.chance(0.5) ? nobodys : arn("task-set", `${cluster.name}/${it.name}/${nobodys}`);

/** A call on a set that is not there: of no cluster, of no service, of one that has none, or one that nobody made. */
export function lostSet(draw: Draw, scene: Scene, member: string, rest: PlanInput = {}): PlanInput | undefined {
  const external = externalServices(scene);
  const own = servicesIn(scene, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
  if (external.length > 0 && draw.chance(0.6)) {
    const home = draw.pick(external);
    return { ...homeForm(draw, scene, home), [member]: unknownSet(draw, home), ...rest };
  }
  if (own.length > 0 && draw.chance(0.5))
    return { ...homeForm(draw, scene, draw.pick(own)), [member]: nobodys, ...rest };
  if (external.length === 0 && draw.chance(barren)) return undefined;
  const lost = lostService(draw, scene);
  if (lost !== undefined && draw.chance(0.7)) return { ...lost, [member]: nobodys, ...rest };
  return { cluster: lostCluster(draw, scene), service: "s1", [member]: nobodys, ...rest };
}

export const scale = (draw: Draw): PlanInput => ({
  value: draw.weighted([
    [2, 0],
    [3, 100],
    [3, 50],
    [1, 34],
    [1, draw.whole(1, 99)],
  ]),
  ...(draw.chance(0.7) ? { unit: "PERCENT" } : {}),
});

export const badScale = (draw: Draw): PlanInput => ({ value: draw.pick([-1, 101, 1000]), unit: "PERCENT" });
