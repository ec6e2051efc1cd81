import type { Json, JsonObject } from "../language/json.ts";
import { get } from "../language/persistentMap.ts";
import type { RuleId } from "../language/rules.ts";
import type { State } from "../language/state.ts";
import { statusesOf } from "../resources/task.ts";

/** A description that contradicts itself, whatever was called before. */
export interface Contradiction {
  readonly rule: RuleId;
  readonly resource: { readonly kind: "service" | "task"; readonly name: string };
  /** The contradicting members: `startedAt>stoppedAt`. */
  readonly members: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Checks every service and task in a reply for what holds at each moment (rows LC3–LC5, DP1, DP3). `symbolic` replaces
 * the id in an ARN by the model's placeholder.
 */
export function contradictions(
  state: State,
  output: JsonObject,
  symbolic: (arn: string) => string = (arn) => arn,
): Contradiction[] {
  const found: Contradiction[] = [];
  for (const task of described(output, "task", "tasks")) found.push(...ofTask(task));
  for (const task of described(output, "", "tasks")) found.push(...ofVersion(state, task, symbolic));
  for (const service of described(output, "service", "services")) found.push(...ofService(state, service));
  return found;
}

function described(output: JsonObject, one: string, many: string): JsonObject[] {
  const list: Json[] = Array.isArray(output[many]) ? output[many] : [];
  return [output[one] ?? null, ...list].filter(
    (item): item is JsonObject => typeof item === "object" && item !== null && !Array.isArray(item),
  );
}

/** Row LC5; only the order of the existing ones, because most are absent until they happen. */
const times = [
  "createdAt",
  "pullStartedAt",
  "pullStoppedAt",
  "startedAt",
  "stoppingAt",
  "executionStoppedAt",
  "stoppedAt",
] as const;

/** The parts of a server may have clocks that differ slightly. */
const clockSkewSeconds = 0.05;

function ofTask(task: JsonObject): Contradiction[] {
  const name = /task\/([^/]+\/[^/]+)$/.exec(String(task.taskArn))?.[1];
  if (name === undefined) return [];
  const resource = { kind: "task", name } as const;
  const found: Contradiction[] = [];
  if (task.lastStatus === "STOPPED" && task.desiredStatus !== "STOPPED")
    found.push({
      rule: "LC3",
      resource,
      members: "desiredStatus",
      expected: "desiredStatus STOPPED with lastStatus STOPPED",
      actual: String(task.desiredStatus),
    });
  const known = times.flatMap((member) => (typeof task[member] === "number" ? [[member, task[member]] as const] : []));
  for (const [index, [member, time]] of known.entries()) {
    const [earlier, before] = known[index - 1] ?? [member, time];
    if (before <= time + clockSkewSeconds) continue;
    found.push({
      rule: "LC5",
      resource,
      members: `${earlier}>${member}`,
      expected: `${earlier} ≤ ${member}`,
      actual: `${earlier} ${before}, ${member} ${time}`,
    });
  }
  return found;
}

/** Row LC4, except in StopTask's reply, which shows the previous status (row TK10). */
function ofVersion(state: State, task: JsonObject, symbolic: (arn: string) => string): Contradiction[] {
  const [, name, cluster = "", id = ""] = /task\/(([^/]+)\/([^/]+))$/.exec(symbolic(String(task.taskArn))) ?? [];
  const owner = get(state.clusters, cluster);
  const shown = owner === undefined ? undefined : get(owner.tasks, id)?.shown;
  const actual = statusesOf(task);
  if (name === undefined || shown === undefined || shown.version !== task.version || shown.statuses === actual)
    return [];
  return [
    {
      rule: "LC4",
      resource: { kind: "task", name },
      members: "version",
      expected: `a version above ${shown.version}, seen with ${shown.statuses}`,
      actual: `version ${task.version} with ${actual}`,
    },
  ];
}

function ofService(state: State, service: JsonObject): Contradiction[] {
  const [, path, cluster = "", name = ""] = /service\/(([^/]+)\/([^/]+))$/.exec(String(service.serviceArn)) ?? [];
  if (path === undefined) return [];
  const resource = { kind: "service", name: path } as const;
  const found: Contradiction[] = [];
  const deployments = described(service, "", "deployments");
  const primaries = deployments.filter(({ status }) => status === "PRIMARY").length;
  if (service.status === "ACTIVE" && deployments.length > 0 && primaries !== 1)
    found.push({
      rule: "DP1",
      resource,
      members: "deployments[].status",
      expected: "one PRIMARY deployment",
      actual: `${primaries}`,
    });
  const owner = get(state.clusters, cluster);
  const known = owner === undefined ? undefined : get(owner.services, name);
  const both = Number(service.runningCount ?? 0) + Number(service.pendingCount ?? 0);
  if (known?.status === "ACTIVE" && both > known.bounds.most)
    found.push({
      rule: "DP3",
      resource,
      members: "runningCount+pendingCount",
      expected: `at most ${known.bounds.most} running and pending together`,
      actual: String(both),
    });
  return found;
}
