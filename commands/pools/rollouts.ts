import type { Revision, Service } from "../../model/language/state.ts";
import { given, type Random } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { clusterForm } from "./names.ts";
import { isLaunchable, revisionForm, revisionsIn } from "./revisions.ts";
import { serviceForm, servicesIn } from "./services.ts";

/** Updates a service to the newest revision of its family; undefined when all services run the newest. */
export function deploy(random: Random, run: SymbolicRun): PlanInput | undefined {
  const active = revisionsIn(run, isLaunchable);
  const behind = servicesIn(run, ({ status, controller }) => status === "ACTIVE" && controller === "ECS").flatMap(
    (service) => {
      const next = successorOf(service.it, active);
      return next === undefined ? [] : [{ service, next }];
    },
  );
  if (behind.length === 0) return undefined;
  const { service, next } = random.pick(behind);
  return given({
    cluster: clusterForm(random, run, service.cluster.name),
    service: serviceForm(random, run, service),
    taskDefinition: revisionForm(random, run, next),
  });
}

/** The newest revision of the service's family, if it is newer: the usual reason for a deployment. */
export function successorOf({ taskDefinition }: Service, fitting: readonly Revision[]): Revision | undefined {
  const [family, revision] = taskDefinition.split(":");
  return fitting.findLast(
    (each) => each.status === "ACTIVE" && each.family === family && each.revision > Number(revision),
  );
}
