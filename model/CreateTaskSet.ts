import { activeCluster, inClusterRefusals } from "./clusters/cluster.ts";
import { anyFaultOf } from "./language/anyFaultOf.ts";
import { operation } from "./language/card.ts";
import type { TaskSet } from "./language/state.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { badPlacement, placementRefusals, strategyOf, unfitPlacement } from "./placement/placement.ts";
import { definitionKey, usableRevision } from "./resources/definition.ts";
import { badTags, copyTags } from "./resources/tag.ts";
import { misplacedPlatform } from "./services/serviceFaults.ts";
import { targetRefusals, unknownTarget } from "./services/serviceLinks.ts";
import { badScale, externalRefusals, findExternal, livingSets, viewTaskSet } from "./services/taskSet.ts";

/** Row TS2. */
const mostSets = 5;

/** Adds a task set to a service with the EXTERNAL controller (rows TS1–TS3). */
export const CreateTaskSet = operation("CreateTaskSet", {
  creates: "taskSet",
  names: { cluster: "cluster", service: "service", taskDefinition: "family" },
  row: "TS3",
  accepts: ["TS3"],
  refuses: [
    "RQ1",
    "G1",
    ...inClusterRefusals,
    "T1",
    "CL22",
    "SV5",
    ...targetRefusals,
    ...placementRefusals,
    ...externalRefusals,
    "SV47",
    "TS2",
    "TS3r",
    "TS3t",
  ],
  step(state, input, context) {
    if (input.cluster === undefined || input.service === undefined || input.taskDefinition === undefined)
      return refuse("RQ1");
    const bad =
      badScale(input.scale) ?? badTags(input.tags) ?? badPlacement(input, "CL22") ?? misplacedPlatform(input, context);
    if (bad) return bad;
    const cluster = activeCluster(state, input.cluster);
    if (isRefusal(cluster)) return cluster;
    const service = findExternal(cluster, input.service, context);
    if (isRefusal(service)) return service;
    const revision = usableRevision(state, input.taskDefinition, context, "TD31d");
    if (isRefusal(revision)) return refuse("TS3t");
    const capacityProviderStrategy = strategyOf(input, cluster);
    const unfit = unfitPlacement({ ...input, capacityProviderStrategy }, revision.definition, context);
    const fault = anyFaultOf([unfit, unknownTarget(input.loadBalancers, revision.definition, context)], context);
    if (fault) return fault;
    if (livingSets(service).length >= mostSets) return refuse("TS2");
    // Whether draining sets count is unspecified.
    if (service.taskSets.length >= mostSets && context.may("TS2")) return refuse("TS2");

    const number = context.newId("taskSet");
    const set: TaskSet = {
      id: `ecs-svc/${number}`,
      status: "ACTIVE",
      taskDefinition: definitionKey(revision),
      launchType: input.launchType,
      capacityProviderStrategy,
      networkConfiguration: input.networkConfiguration,
      platformVersion: input.platformVersion,
      externalId: input.externalId,
      scale: input.scale?.value ?? (context.may("TS3d") ? 100 : 0),
      tags: copyTags(input.tags),
      call: number,
    };
    service.taskSets.push(set);
    service.knowledge.everWanted = true;
    cluster.used = true;
    return accept({ taskSet: viewTaskSet(state, service, set, context, "shown") }, "TS3");
  },
});
