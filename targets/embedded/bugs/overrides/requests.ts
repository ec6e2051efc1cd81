import type { BugName } from "../../bugs.ts";
import { requireOneBase, requireUsableStrategy } from "../../capacity/strategy.ts";
import { newNamespace } from "../../clusters/clusterSettings.ts";
import { requireCommandLogging } from "../../clusters/commandLogging.ts";
import { EcsError } from "../../errors.ts";
import { CreateService } from "../../operations/CreateService.ts";
import { DeleteCluster, DescribeClusters } from "../../operations/clusters.ts";
import { requireShortOverrides } from "../../operations/taskRequests.ts";
import { requireNothingToDeploy } from "../../operations/UpdateService.ts";
import {
  requireBalancerForCodeDeploy,
  requireNothingOfDeployments,
  requireOneRegistry,
  requireRoleAndRegistry,
} from "../../services/refusals/companions.ts";
import { requireVolumeConfigurations } from "../../services/refusals/links.ts";
import { requireInstancePlacement, requireNoPlacementOnFargate } from "../../services/refusals/placement.ts";
import { newServiceConnect } from "../../services/serviceConnect.ts";
import { showDeployments, showParts } from "../../services/services.ts";
import type { Simulation } from "../../simulation.ts";
import { override, overrideInput, overrideOperation, unchecked } from "./override.ts";
import type { Override } from "./rule.ts";

/** The ARN with this server's region and account. */
const broughtHere = (sim: Simulation, identifier: string): string =>
  identifier.replace(/^arn:[^:]*:ecs:[^:]*:[^:]*:/, sim.arn(""));

export const requestOverrides = {
  "fargate-service-takes-placement": unchecked(requireNoPlacementOnFargate),
  "instance-placement-is-not-checked": unchecked(requireInstancePlacement),
  "role-needs-no-load-balancer": unchecked(requireRoleAndRegistry),
  "two-registries-accepted": unchecked(requireOneRegistry),
  "external-service-takes-circuit-breaker": unchecked(requireNothingOfDeployments),
  "load-balancers-are-ignored": [
    overrideInput(CreateService, ({ loadBalancers, ...rest }) =>
      rest.deploymentController === undefined ? rest : { loadBalancers, ...rest },
    ),
  ],
  "service-connect-needs-no-namespace": [override(newServiceConnect, (_sim, _cluster, given) => given)],
  "unknown-volume-configured": unchecked(requireVolumeConfigurations),
  "code-deploy-is-unsupported": [
    override(requireBalancerForCodeDeploy, ({ deploymentController }) => {
      if (deploymentController?.type === "CODE_DEPLOY")
        throw new EcsError("UnsupportedFeatureException", "Only rolling deployments and task sets are simulated.");
    }),
  ],
  "code-deploy-service-deploys-by-update": unchecked(requireNothingToDeploy),
  "code-deploy-service-shows-deployments": [
    override(showParts, (sim, service, withTags) =>
      service.controller === "CODE_DEPLOY" ? showDeployments(service) : showParts(sim, service, withTags),
    ),
  ],
  "describe-clusters-ignores-account-and-region": [
    overrideOperation(DescribeClusters, (sim, input) =>
      DescribeClusters(sim, { ...input, clusters: input.clusters?.map((identifier) => broughtHere(sim, identifier)) }),
    ),
  ],
  "delete-cluster-ignores-account-and-region": [
    overrideOperation(DeleteCluster, (sim, input) =>
      DeleteCluster(sim, { ...input, cluster: broughtHere(sim, input.cluster ?? "") }),
    ),
  ],
  "strategy-without-weight-accepted": unchecked(requireUsableStrategy),
  "two-bases-accepted": unchecked(requireOneBase),
  "unknown-namespace-accepted": [override(newNamespace, (_sim, namespace) => namespace || undefined)],
  "overrides-of-any-length": unchecked(requireShortOverrides),
  "command-logging-is-not-checked": unchecked(requireCommandLogging),
} satisfies Partial<Record<BugName, readonly Override[]>>;
