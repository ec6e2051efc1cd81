import type { BugName } from "../../bugs.ts";
import { boundsOf } from "../../services/bounds.ts";
import {
  breakerRollsBack,
  breakerThreshold,
  isBreakerEnabled,
  leastThreshold,
  thresholdOf,
} from "../../services/circuitBreaker.ts";
import { hasToLeave } from "../../services/daemons.ts";
import { writeEvent } from "../../services/events.ts";
import { graceLeft } from "../../services/gracePeriod.ts";
import { inconsistent, isFailure, noteExit, noteFailedStart, throttleSeconds } from "../../services/scheduler.ts";
import { serviceTask, stopUnhealthyTasks } from "../../services/serviceTasks.ts";
import { scaleIn } from "../../services/victims.ts";
import type { Service } from "../../state/service.ts";
import type { Task } from "../../state/task.ts";
import type { Revision } from "../../state/taskDefinition.ts";
import { stopTask } from "../../tasks/lifeCycle.ts";
import { override } from "./override.ts";
import type { Override } from "./rule.ts";

const isRollingOut = ({ deployments }: Service): boolean => deployments.length > 1;

/** The tasks of the deployment that a task belongs to, except those that have to leave their instance. */
function deploymentOf({ deployment }: Task, service: Service): Task[] {
  return [...service.liveTasks].filter(
    (task) => task.deployment === deployment && deployment && !hasToLeave(service, deployment.plan, task),
  );
}

function latestOf({ family }: Revision): Revision | undefined {
  return family.revisions.get(family.activeRevisions.at(-1) ?? 0);
}

/** Images and commands of the containers, as text. */
function workOf({ content }: Revision): string {
  return JSON.stringify(content.containerDefinitions.map(({ image, command }) => [image, command]));
}

export const rolloutOverrides = {
  "minimum-healthy-percent-rounds-down": [
    override(boundsOf, (service) => {
      const { minimumHealthyPercent } = service.settings.deploymentConfiguration;
      return { ...boundsOf(service), lower: Math.floor((service.desiredCount * minimumHealthyPercent) / 100) };
    }),
  ],
  "maximum-percent-rounds-up": [
    override(boundsOf, (service) => {
      const { maximumPercent } = service.settings.deploymentConfiguration;
      return { ...boundsOf(service), upper: Math.ceil((service.desiredCount * maximumPercent) / 100) };
    }),
  ],
  "rollout-ignores-minimum-healthy-percent": [
    override(boundsOf, (service) => ({ ...boundsOf(service), ...(isRollingOut(service) ? { lower: 0 } : {}) })),
  ],
  "rollout-exceeds-maximum-percent": [
    override(boundsOf, (service) => ({
      ...boundsOf(service),
      ...(isRollingOut(service) ? { upper: Number.POSITIVE_INFINITY } : {}),
    })),
  ],
  "circuit-breaker-never-trips": [override(isBreakerEnabled, () => false)],
  "disabled-circuit-breaker-trips": [override(isBreakerEnabled, () => true)],
  "circuit-breaker-does-not-roll-back": [override(breakerRollsBack, () => false)],
  "circuit-breaker-rolls-back-uninvited": [override(breakerRollsBack, () => true)],
  "circuit-breaker-trips-at-first-failure": [override(breakerThreshold, () => 1)],
  "circuit-breaker-threshold-ignores-desired-count": [override(breakerThreshold, () => leastThreshold)],
  "circuit-breaker-ignores-threshold-configuration": [
    override(breakerThreshold, ({ desiredCount }) => thresholdOf(desiredCount, undefined)),
  ],
  "failed-health-checks-not-counted": [override(isFailure, (event) => event === "failed")],
  "failed-starts-not-counted": [override(isFailure, (event) => event === "unhealthy")],
  "crashes-trip-circuit-breaker": [override(isFailure, (event) => event === "exited" || isFailure(event))],
  "crashes-told-as-failed-starts": [
    override(noteExit, (sim, service, task) => {
      noteExit(sim, service, task);
      if (service.launches.earlyExits > 1) writeEvent(sim, service, inconsistent);
    }),
  ],
  "throttling-grows-without-end": [override(throttleSeconds, (failedStarts) => 2 ** failedStarts)],
  "failed-starts-never-throttled": [
    override(noteFailedStart, (sim, service) => {
      const { notBefore } = service.launches;
      noteFailedStart(sim, service);
      service.launches.notBefore = notBefore;
    }),
  ],
  "scale-in-stops-standalone-task": [
    override(scaleIn, (sim, service, tasks, surplus) => {
      scaleIn(sim, service, tasks, surplus);
      const bystander = [...service.cluster.desiredRunning].find((task) => !task.service);
      if (bystander) stopTask(sim, bystander, "ServiceSchedulerInitiated", "Scaling activity");
    }),
  ],
  "unhealthy-task-takes-the-others-along": [
    override(stopUnhealthyTasks, (sim, service, tasks) =>
      stopUnhealthyTasks(
        sim,
        service,
        tasks.flatMap((task) => deploymentOf(task, service)),
      ),
    ),
  ],
  "health-check-grace-period-ignored": [override(graceLeft, () => 0)],
  "health-check-grace-period-never-ends": [
    override(graceLeft, (_, { service, startedAt }) => {
      const seconds = service?.settings.healthCheckGracePeriodSeconds ?? 0;
      return seconds === 0 || startedAt === undefined ? 0 : Number.POSITIVE_INFINITY;
    }),
  ],
  "service-tasks-use-latest-revision": [
    override(serviceTask, (service, deployment) => {
      const { revision, ...origin } = serviceTask(service, deployment);
      const latest = latestOf(revision);
      return { ...origin, revision: latest && workOf(latest) === workOf(revision) ? latest : revision };
    }),
  ],
  "service-tasks-grouped-by-family": [
    override(serviceTask, (service, deployment) => ({
      ...serviceTask(service, deployment),
      group: `family:${deployment.plan.revision.family.name}`,
    })),
  ],
  "service-tasks-started-by-service-name": [
    override(serviceTask, (service, deployment) => ({ ...serviceTask(service, deployment), startedBy: service.name })),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;
