import { at, type Expected, within } from "../language/expectation.ts";
import { get, values } from "../language/persistentMap.ts";
import type { Service, State } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { revisionByKey } from "../resources/definition.ts";
import { isPerhapsRolledBack } from "../resources/rolledBack.ts";

/** A DAEMON service runs one task on each ACTIVE container instance that matches it (rows DP13, DM1). */
export const isDaemon = ({ schedulingStrategy }: Pick<Service, "schedulingStrategy">): boolean =>
  schedulingStrategy === "DAEMON";

/** The bounds of a DAEMON service say nothing: its tasks follow the instances. */
export const daemonBounds = { least: 0, most: 1e6 } as const;

/**
 * The desired count of a DAEMON service follows the instances of its cluster. At rest it is the number of ACTIVE ones;
 * how constraints reduce it is not predicted (row DM1).
 */
export function daemonCount(state: State, service: Service, context: Context): Expected {
  const cluster = get(state.clusters, service.cluster);
  const instances = cluster === undefined ? [] : [...values(cluster.containerInstances)];
  const active = instances.filter(({ status }) => status === "ACTIVE");
  const connected = instances.every(({ agentConnected }) => agentConnected !== false);
  return context.rest && context.tasks && connected && isUnconstrained(state, service)
    ? at("converges", active.length)
    : within(0, instances.length);
}

function isUnconstrained(state: State, service: Service): boolean {
  const revision = revisionByKey(state, service.taskDefinition);
  return (
    service.launchType !== "EXTERNAL" &&
    service.settings.placementConstraints.length === 0 &&
    revision?.definition.placementConstraints === undefined &&
    !isPerhapsRolledBack(service)
  );
}
