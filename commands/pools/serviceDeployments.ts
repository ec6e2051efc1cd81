import { arn } from "../../model/language/arn.ts";
import { lookup } from "../../model/language/lookup.ts";
import type { Service, ServiceDeployment } from "../../model/language/state.ts";
import type { Random } from "../language/random.ts";
import type { PlanValue, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { activeClusters, neverCreated } from "./names.ts";
import { type InCluster, servicesIn } from "./services.ts";

/** A deployment in the history of a service. */
export interface Past {
  readonly home: InCluster<Service>;
  readonly deployment: ServiceDeployment;
}

/** ACTIVE services with the ECS deployment controller. */
export const deployingServices = (run: SymbolicRun): InCluster<Service>[] =>
  servicesIn(run, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");

/** Deployments whose ids a reply has shown. */
export const deploymentsIn = (run: SymbolicRun): Past[] =>
  deployingServices(run).flatMap((home) =>
    home.it.history
      .map((deployment) => ({ home, deployment }))
      .filter((past) => deploymentForm(run, past) !== undefined),
  );

/** A deployment by its ARN, through the reply that first showed it. */
export const deploymentForm = (run: SymbolicRun, { home, deployment }: Past): Reference | undefined =>
  run.arnOf("serviceDeployment", `${home.cluster.name}/${home.it.name}/${deployment.id}`);

/** The revision that a deployment targets, by its ARN, from the same reply. */
export function revisionOf(run: SymbolicRun, past: Past): Reference | undefined {
  const known = deploymentForm(run, past);
  if (known === undefined) return undefined;
  const [step, path] = known.ref;
  return ["targetServiceRevisionArn", "targetServiceRevision.arn"]
    .map((member): Reference => ({ ref: [step, path.replace(/serviceDeploymentArn$/, member)] }))
    .find(({ ref }) => lookup(run.outputs[step] ?? null, ref[1]) !== undefined);
}

/** The share of calls that are not drawn because the state has no resource for them. */
export const isBarren = (random: Random, run: SymbolicRun): boolean =>
  random.chance(deploymentsIn(run).length === 0 ? 0.85 : deployingServices(run).length === 0 ? 0.7 : 0);

const ids = { "service-deployment": "NobodysDeployment0123", "service-revision": "0123456789012345678" } as const;

/** The ARN of a deployment or revision that the service `c1/s1` does not have. */
export const absentIn = (service: string, type: keyof typeof ids): string => arn(type, `${service}/${ids[type]}`);

/** An ARN of nothing: in an existing service, in one that does not exist, or elsewhere. */
export function absentArn(random: Random, run: SymbolicRun, type: keyof typeof ids): PlanValue {
  const formOf = type === "service-deployment" ? deploymentForm : revisionOf;
  const away = fromElsewhere(
    random,
    deploymentsIn(run).map((past) => formOf(run, past)),
  );
  if (away !== undefined) return away;
  const [own] = deployingServices(run);
  const [cluster] = activeClusters(run);
  const home = own === undefined || random.chance(0.3) ? undefined : `${own.cluster.name}/${own.it.name}`;
  return absentIn(home ?? `${cluster?.name ?? neverCreated}/${neverCreated}`, type);
}

/** A text that is not an ARN of that kind. */
export const wrongArn = (random: Random): string =>
  random.pick(["no-arn", arn("cluster", "c1"), arn("service", "c1/s1")]);
