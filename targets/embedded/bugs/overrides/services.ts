import type { CreateServiceRequest } from "@aws-sdk/client-ecs";
import type { BugName } from "../../bugs.ts";
import { requirePlan } from "../../capacity/placement.ts";
import { clientException, serviceNotFound } from "../../errors.ts";
import {
  CreateService,
  deployedService,
  isSameRequest,
  newService,
  requestOf,
  revisionToRun,
} from "../../operations/CreateService.ts";
import { requireOneService } from "../../operations/serviceDeployments.ts";
import { beginDeletion, DeleteService, DescribeServices, servicesAfter } from "../../operations/services.ts";
import {
  changePlan,
  needsDeployment,
  newPlan,
  scale,
  UpdateService,
  updatedSettings,
} from "../../operations/UpdateService.ts";
import { activeCluster, findService } from "../../requests/identifiers.ts";
import { requireString } from "../../requests/limits.ts";
import { deploy, primaryOf, startDeployment } from "../../services/deployments.ts";
import { wantedTasks } from "../../services/reconcile.ts";
import { requireDaemonSettings } from "../../services/refusals/daemon.ts";
import { wakeScheduler } from "../../services/scheduler.ts";
import { recordDeployment } from "../../services/serviceDeployments.ts";
import { addService, deactivateService } from "../../services/services.ts";
import { changedSettings } from "../../services/settings.ts";
import type { Simulation } from "../../simulation.ts";
import type { Service } from "../../state/service.ts";
import { findRevision } from "../../taskDefinitions/families.ts";
import type { Request } from "../../wire.ts";
import { override, overrideError, overrideInput, overrideOperation, unchecked, withoutFailures } from "./override.ts";
import type { Override } from "./rule.ts";

/** The services whose tags have been removed once. */
const stripped = new WeakSet<Service>();

function namedService(sim: Simulation, input: { cluster?: string | undefined; service?: string | undefined }) {
  const identifier = requireString("Service", input.service);
  return findService(activeCluster(sim, input.cluster), identifier);
}

type Configured = Pick<Request<CreateServiceRequest>, "deploymentConfiguration">;
type Configuration = NonNullable<Configured["deploymentConfiguration"]>;

/** The request with another deployment configuration, if it has one. */
function configured<Input extends Configured>(input: Input, change: (given: Configuration) => Configuration): Input {
  const { deploymentConfiguration: given } = input;
  return given ? { ...input, deploymentConfiguration: change(given) } : input;
}

/** Percentages out of range are moved into it. */
function clamped(given: Configuration): Configuration {
  const minimumHealthyPercent = given.minimumHealthyPercent && Math.min(given.minimumHealthyPercent, 100);
  const maximumPercent = given.maximumPercent && Math.max(given.maximumPercent, 100);
  return { ...given, minimumHealthyPercent, maximumPercent };
}

function withDefaultMinimum(given: Configuration): Configuration {
  return given.maximumPercent === undefined ? given : { minimumHealthyPercent: 100, ...given };
}

function withoutThreshold(given: Configuration): Configuration {
  const { deploymentCircuitBreaker: breaker } = given;
  if (!breaker) return given;
  return { ...given, deploymentCircuitBreaker: { ...breaker, thresholdConfiguration: undefined } };
}

/** The ACTIVE services of the same name in other clusters. */
function namesakes(sim: Simulation, service: Service): Service[] {
  return [...sim.state.activeClusters].flatMap(({ services }) => {
    const namesake = services.get(service.name);
    return namesake && namesake !== service && namesake.status === "ACTIVE" ? [namesake] : [];
  });
}

export const serviceOverrides = {
  "create-service-with-unknown-definition-raises-not-found": [
    override(revisionToRun, (sim, identifier) => {
      if (!findRevision(sim, identifier)) throw serviceNotFound();
      return revisionToRun(sim, identifier);
    }),
  ],
  "create-service-uses-latest-revision": [
    override(revisionToRun, (sim, identifier) => revisionToRun(sim, identifier.replace(/:\d+$/, ""))),
  ],
  "refused-create-service-leaves-service-behind": [
    override(deployedService, (sim, cluster, name, input, plan, tags) => {
      try {
        requirePlan(plan);
      } catch (refusal) {
        newService(sim, cluster, name, input, plan, tags);
        throw refusal;
      }
      return deployedService(sim, cluster, name, input, plan, tags);
    }),
  ],
  "create-service-forgets-tags": [
    overrideOperation(CreateService, (sim, input) => {
      const answer = CreateService(sim, input);
      const service = activeCluster(sim, input.cluster).services.get(answer.service.serviceName);
      if (service?.controller === "ECS" && !stripped.has(service)) {
        service.tags = new Map();
        stripped.add(service);
      }
      return answer;
    }),
  ],
  "create-taken-service-answers-it": [override(isSameRequest, () => true)],
  "create-service-same-token-refused": [
    override(
      isSameRequest,
      (present, cluster, input) => input.clientToken === undefined && isSameRequest(present, cluster, input),
    ),
  ],
  "recreated-service-keeps-old-tags": [
    override(deactivateService, (sim, service) => {
      const { tags } = service;
      deactivateService(sim, service);
      service.tags = tags;
    }),
    override(addService, (service) => {
      const previous = service.cluster.services.get(service.name);
      if (previous) service.tags = new Map([...previous.tags, ...service.tags]);
      addService(service);
    }),
  ],
  "deleted-service-keeps-service-deployments": [
    override(deactivateService, (sim, service) => {
      const kept = [...service.serviceDeployments];
      deactivateService(sim, service);
      for (const [id, deployment] of kept) service.serviceDeployments.set(id, deployment);
    }),
  ],
  "percents-out-of-range-are-clamped": [
    overrideInput(CreateService, (input) => configured(input, clamped)),
    overrideInput(UpdateService, (input) => configured(input, clamped)),
  ],
  "rebalancing-allows-any-maximum": [
    override(updatedSettings, ({ settings }, input) => changedSettings(settings, input)),
  ],
  "maximum-percent-resets-minimum": [overrideInput(UpdateService, (input) => configured(input, withDefaultMinimum))],
  "placement-strategy-never-changes": [
    overrideInput(UpdateService, (input) => ({ ...input, placementStrategy: undefined })),
  ],
  "empty-placement-strategy-changes-nothing": [
    overrideInput(UpdateService, ({ placementStrategy, ...input }) =>
      placementStrategy?.length === 0 ? input : { ...input, placementStrategy },
    ),
  ],
  "enabled-commands-cannot-be-disabled": [
    overrideInput(UpdateService, (input) => ({
      ...input,
      enableExecuteCommand: input.enableExecuteCommand || undefined,
    })),
  ],
  "monitoring-is-ignored": [
    overrideInput(CreateService, (input) => ({ ...input, monitoring: undefined })),
    overrideInput(UpdateService, (input) => ({ ...input, monitoring: undefined })),
  ],
  "breaker-threshold-not-checked": [
    overrideInput(CreateService, (input) => configured(input, withoutThreshold)),
    overrideInput(UpdateService, (input) => configured(input, withoutThreshold)),
  ],
  "daemon-service-starts-no-tasks": [override(wantedTasks, (_sim, service) => service.desiredCount)],
  "daemon-service-takes-desired-count": unchecked(requireDaemonSettings),
  "revisions-of-two-services-described": unchecked(requireOneService),
  "same-service-created-without-token": [
    override(isSameRequest, (service, cluster, input) =>
      input.clientToken === undefined
        ? service.creation.request === requestOf(input, cluster)
        : isSameRequest(service, cluster, input),
    ),
  ],
  "update-inactive-service-raises-service-not-found": [
    overrideError(UpdateService, ({ type }) => type === "ServiceNotActiveException", serviceNotFound),
  ],
  "update-service-loses-desired-count-zero": [
    override(scale, (sim, service, input) => {
      if (input.desiredCount !== 0) scale(sim, service, input);
    }),
  ],
  "update-service-with-task-definition-loses-desired-count": [
    override(scale, (sim, service, input) =>
      scale(sim, service, input.taskDefinition === undefined ? input : { desiredCount: service.desiredCount }),
    ),
  ],
  "update-service-changes-namesake": [
    override(scale, (sim, service, input) => {
      scale(sim, service, input);
      for (const namesake of namesakes(sim, service)) {
        scale(sim, namesake, input);
        wakeScheduler(sim, namesake);
      }
    }),
  ],
  "refused-update-service-still-changes-desired-count": [
    override(newPlan, (sim, service, plan, input) => {
      if (input.taskDefinition !== undefined) scale(sim, service, input);
      return newPlan(sim, service, plan, input);
    }),
  ],
  "network-change-starts-no-deployment": [
    override(changePlan, (sim, service, plan, input) => {
      if (service.plan) service.plan = { ...service.plan, networkConfiguration: plan.networkConfiguration };
      changePlan(sim, service, plan, input);
    }),
  ],
  "same-definition-starts-deployment": [
    override(changePlan, (sim, service, plan, input) => {
      if (input.taskDefinition === undefined) changePlan(sim, service, plan, input);
      else startDeployment(sim, service, plan);
    }),
  ],
  "forced-deployment-leaves-no-history": [
    override(changePlan, (sim, service, plan, input) => {
      if (input.forceNewDeployment) deploy(sim, service, primaryOf(service).serviceRevision, false);
      else changePlan(sim, service, plan, input);
    }),
  ],
  "scaling-makes-service-deployment": [
    override(changePlan, (sim, service, plan, input) => {
      if (input.desiredCount === undefined || needsDeployment(service, plan, input))
        changePlan(sim, service, plan, input);
      else recordDeployment(sim, service, plan);
    }),
  ],
  "delete-service-twice-refused": [
    overrideOperation(DeleteService, (sim, input) => {
      const service = namedService(sim, input);
      if (service && service.status !== "ACTIVE") throw clientException("Service was not ACTIVE.");
      return DeleteService(sim, input);
    }),
  ],
  "delete-service-needs-no-force": [overrideInput(DeleteService, (input) => ({ ...input, force: true }))],
  "delete-service-drains-namesake": [
    overrideOperation(DeleteService, (sim, input) => {
      const service = namedService(sim, input);
      const wasActive = service?.status === "ACTIVE";
      const answer = DeleteService(sim, input);
      if (service && wasActive) for (const namesake of namesakes(sim, service)) beginDeletion(sim, namesake);
      return answer;
    }),
  ],
  "missing-services-are-left-out": [withoutFailures(DescribeServices)],
  "describe-services-tags-without-include": [
    overrideInput(DescribeServices, (input) => ({ ...input, include: ["TAGS" as const, ...(input.include ?? [])] })),
  ],
  "list-services-continues-by-offset": [
    override(servicesAfter, ({ activeServices }, passes, place) =>
      [...activeServices]
        .filter(passes)
        .map((service, index) => [index + 1, service] as const)
        .slice(place),
    ),
  ],
  "list-services-page-skips-one": [
    override(servicesAfter, ({ activeServices }, passes, place) =>
      [...activeServices.after(place)].slice(place > 0 ? 1 : 0).filter(([, service]) => passes(service)),
    ),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;
