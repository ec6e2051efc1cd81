import { activeCluster } from "./clusters/cluster.ts";
import type { TaskSet } from "./language/state.ts";
import { accept, refuse, type Step } from "./language/step.ts";
import { badPlacement, strategyOf, unfitPlacement } from "./placement/placement.ts";
import { definitionKey, usableRevision } from "./resources/definition.ts";
import { badTags, copyTags } from "./resources/tag.ts";
import { badScale, findExternal, livingSets, viewTaskSet } from "./services/taskSet.ts";

/** Row TS2. */
const mostSets = 5;

/** Adds a task set to a service under the EXTERNAL controller (rows TS1–TS3). */
export const CreateTaskSet: Step<"CreateTaskSet"> = (state, input, context) => {
  if (input.cluster === undefined || input.service === undefined || input.taskDefinition === undefined)
    return refuse("RQ1");
  const bad = badScale(input.scale) ?? badTags(input.tags) ?? badPlacement(input);
  if (bad) return bad;
  const cluster = activeCluster(state, input.cluster);
  if ("kind" in cluster) return cluster;
  const service = findExternal(cluster, input.service, context);
  if ("kind" in service) return service;
  const revision = usableRevision(state, input.taskDefinition, context, "CreateService");
  if ("kind" in revision) return refuse("TS3t");
  const capacityProviderStrategy = strategyOf(input, cluster);
  const unfit = unfitPlacement({ ...input, capacityProviderStrategy }, revision.definition, context);
  if (unfit) return unfit;
  if (livingSets(service).length >= mostSets) return refuse("TS2");
  // Whether sets that still drain count is not written down.
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
  service.everWanted = true;
  cluster.used = true;
  return accept({ taskSet: viewTaskSet(state, service, set, context, "shown") }, "TS3");
};
