import type { Revision, Service } from "../../model/language/state.ts";
import { type Draw, given } from "../language/random.ts";
import type { PlanInput } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { clusterForm } from "./names.ts";
import { revisionForm, revisionsIn } from "./revisions.ts";
import { serviceForm, servicesIn } from "./services.ts";

/** Updates a service to the newest revision of what it runs; undefined where none is behind. */
export function deploy(draw: Draw, scene: Scene): PlanInput | undefined {
  const active = revisionsIn(scene, ({ status }) => status === "ACTIVE");
  const behind = servicesIn(scene, ({ status }) => status === "ACTIVE").flatMap((service) => {
    const next = successorOf(service.it, active);
    return next === undefined ? [] : [{ service, next }];
  });
  if (behind.length === 0) return undefined;
  const { service, next } = draw.pick(behind);
  return given({
    cluster: clusterForm(draw, scene, service.cluster.name),
    service: serviceForm(draw, scene, service),
    taskDefinition: revisionForm(draw, scene, next),
  });
}

/** The newest revision of what the service runs, where it is newer: what a deployment is mostly for. */
export function successorOf({ taskDefinition }: Service, fitting: readonly Revision[]): Revision | undefined {
  const [family, revision] = taskDefinition.split(":");
  return fitting.findLast(
    (each) => each.status === "ACTIVE" && each.family === family && each.revision > Number(revision),
  );
}
