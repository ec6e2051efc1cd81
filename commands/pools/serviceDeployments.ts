import { arn } from "../../model/language/arn.ts";
import { lookup } from "../../model/language/lookup.ts";
import type { Service, ServiceDeployment } from "../../model/language/state.ts";
import type { Draw } from "../language/random.ts";
import type { Reference } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { activeClusters, ghost } from "./names.ts";
import { type Housed, servicesIn } from "./services.ts";

/** A deployment in the history of a service. */
export interface Past {
  readonly home: Housed<Service>;
  readonly deployment: ServiceDeployment;
}

/** ACTIVE services that deploy by themselves. */
export const deployingServices = (scene: Scene): Housed<Service>[] =>
  servicesIn(scene, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");

/** Deployments that some reply has named. */
export const deploymentsIn = (scene: Scene): Past[] =>
  deployingServices(scene).flatMap((home) =>
    home.it.history
      .map((deployment) => ({ home, deployment }))
      .filter((past) => deploymentForm(scene, past) !== undefined),
  );

/** A deployment by its ARN, through the reply that named it first. */
export const deploymentForm = (scene: Scene, { home, deployment }: Past): Reference | undefined =>
  scene.arnOf("serviceDeployment", `${home.cluster.name}/${home.it.name}/${deployment.id}`);

/** The revision a deployment targets, by its ARN, from the same reply. */
export function revisionOf(scene: Scene, past: Past): Reference | undefined {
  const known = deploymentForm(scene, past);
  if (known === undefined) return undefined;
  const [step, path] = known.ref;
  return ["targetServiceRevisionArn", "targetServiceRevision.arn"]
    .map((member): Reference => ({ ref: [step, path.replace(/serviceDeploymentArn$/, member)] }))
    .find(({ ref }) => lookup(scene.outputs[step] ?? null, ref[1]) !== undefined);
}

/** Of calls about things of which the scene has none, this share is not worth a place in the plan. */
export const isBarren = (draw: Draw, scene: Scene): boolean =>
  draw.chance(deploymentsIn(scene).length === 0 ? 0.85 : deployingServices(scene).length === 0 ? 0.7 : 0);

const ids = { "service-deployment": "NobodysDeployment0123", "service-revision": "0123456789012345678" } as const;

/** An ARN nothing bears: in a service that is there, or in one that nobody made. */
export function lostArn(draw: Draw, scene: Scene, type: keyof typeof ids): string {
  const [own] = deployingServices(scene);
  const [cluster] = activeClusters(scene);
  const home = own === undefined || draw.chance(0.3) ? undefined : `${own.cluster.name}/${own.it.name}`;
  return arn(type, `${home ?? `${cluster?.name ?? ghost}/${ghost}`}/${ids[type]}`);
}

/** What is no ARN of that kind. */
export const wrongArn = (draw: Draw): string => draw.pick(["no-arn", arn("cluster", "c1"), arn("service", "c1/s1")]);
