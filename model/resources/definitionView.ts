import type * as ecs from "@aws-sdk/client-ecs";
import { arn } from "../language/arn.ts";
import {
  absent,
  any,
  type Expected,
  either,
  filled,
  type Mark,
  type Members,
  maybe,
  time,
  unordered,
  view,
} from "../language/expectation.ts";
import { withPresence } from "../language/members/withPresence.ts";
import { cpuUnits, mebibytes } from "../language/size.ts";
import type { Revision } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { compatibilities } from "./compatibilities.ts";
import { definitionKey } from "./definition.ts";

/** A revision as every reply shows it (rows TD4–TD9), the one that deregisters it without the time (row TD22). */
export function viewRevision(revision: Revision, showing?: "deregistering"): Mark {
  const { definition } = revision;
  const key = definitionKey(revision);
  const members: Record<string, Expected> = {
    taskDefinitionArn: arn("task-definition", key),
    family: revision.family,
    revision: revision.revision,
    status: revision.status,
    containerDefinitions: unordered(
      (definition.containerDefinitions ?? []).map((container) => viewContainer(container, definition.networkMode)),
      "name",
    ),
    volumes: unordered((definition.volumes ?? []).map(echo), "name"),
    placementConstraints: unordered((definition.placementConstraints ?? []).map(echo), "expression"),
    compatibilities: compatibilities(definition),
    networkMode: definition.networkMode ?? absent,
    requiresCompatibilities: listed(definition.requiresCompatibilities),
    cpu: sized(definition.cpu, cpuUnits),
    memory: sized(definition.memory, mebibytes),
    registeredAt: time(`«time:registered/${key}»`),
    registeredBy: maybe(filled),
    deregisteredAt:
      revision.status === "ACTIVE" || showing === "deregistering" ? absent : time(`«time:deregistered/${key}»`),
    deleteRequestedAt: absent,
    enableFaultInjection: definition.enableFaultInjection ?? maybe(false),
  };
  for (const member of roles) if (definition[member]) members[member] = role(definition[member]);
  for (const member of echoed) if (definition[member] !== undefined) members[member] = echo(definition[member]);
  return view("revision", key, withPresence("TaskDefinition", members, definition) as Members);
}

/** The revision, and its tags next to it (rows T8, TD36). */
export const viewDefinition = (revision: Revision, tags: Expected): Mark =>
  view("definition", definitionKey(revision), { taskDefinition: viewRevision(revision), tags });

/** While nothing needs a revision that is being deleted, it may disappear at any moment (row TD27). */
export const mayBeGone = (revision: Revision, isNeeded: () => boolean, context: Context): boolean =>
  revision.status === "DELETE_IN_PROGRESS" && !isNeeded() && context.may("TD27");

const roles = ["taskRoleArn", "executionRoleArn"] as const;
const echoed = [
  "pidMode",
  "ipcMode",
  "proxyConfiguration",
  "inferenceAccelerators",
  "ephemeralStorage",
  "runtimePlatform",
] as const;

/** A role that is given by its short name may be returned as its ARN (row TD12). */
const role = (given: string): Expected => (given.startsWith("arn:") ? given : filled);

const listed = (given: readonly string[] | undefined): Expected => (given?.length ? unordered([...given]) : maybe([]));

/** Returned as a number in text (row TD9), and only if given (row TD4). */
function sized(given: string | undefined, normal: (given: string) => number | undefined): Expected {
  if (given === undefined || given === "") return absent;
  return String(normal(given) ?? given);
}

/** A container with its defaults (row TD7), lists by their names (row TD8). */
function viewContainer(container: ecs.ContainerDefinition, networkMode: string | undefined): Expected {
  const { portMappings, healthCheck, restartPolicy, cpu, essential, ...rest } = container;
  const members: Record<string, Expected> = {};
  for (const [member, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    const key = listKeys[member];
    members[member] =
      Array.isArray(value) && key !== undefined ? unordered(value.map(echo), key) : echo(value, optional.has(member));
  }
  for (const member of ["environment", "mountPoints", "volumesFrom"] as const) members[member] ??= [];
  members.systemControls ??= maybe([]);
  members.versionConsistency ??= maybe("enabled");
  return {
    ...withPresence("ContainerDefinition", members, container),
    cpu: cpu ?? 0,
    essential: essential ?? true,
    portMappings: unordered(
      (portMappings ?? []).map((mapping) => viewPort(mapping, networkMode)),
      "containerPort",
    ),
    ...(healthCheck === undefined ? {} : { healthCheck: viewCheck(healthCheck) }),
    ...(restartPolicy === undefined ? {} : { restartPolicy: { enabled: restartPolicy.enabled ?? any } }),
  };
}

/** Members for which an empty value means the same as none. */
const optional = new Set(["dockerLabels", "links", "dnsServers", "dnsSearchDomains", "dockerSecurityOptions"]);

/** Lists of named items, which may have any order. */
const listKeys: Readonly<Record<string, string>> = {
  environment: "name",
  secrets: "name",
  ulimits: "name",
  mountPoints: "containerPath",
  volumesFrom: "sourceContainer",
  dependsOn: "containerName",
  systemControls: "namespace",
  extraHosts: "hostname",
  resourceRequirements: "type",
  environmentFiles: "value",
};

function viewPort(mapping: ecs.PortMapping, networkMode: string | undefined): Expected {
  const { containerPort, hostPort, protocol, ...rest } = mapping;
  const fixed = networkMode === "awsvpc" || networkMode === "host";
  return {
    ...Object.fromEntries(Object.entries(rest).map(([member, value]) => [member, echo(value)])),
    ...(containerPort === undefined ? {} : { containerPort, hostPort: hostPort ?? (fixed ? containerPort : 0) }),
    protocol: protocol ?? "tcp",
  };
}

const viewCheck = ({ command, interval, timeout, retries, startPeriod }: ecs.HealthCheck): Expected => ({
  command: [...(command ?? [])],
  interval: interval ?? 30,
  timeout: timeout ?? 5,
  retries: retries ?? 3,
  startPeriod: startPeriod ?? maybe(0),
});

/** The given value, returned unchanged. */
function echo(value: unknown, emptyIsNone: unknown = false): Expected {
  if (Array.isArray(value)) {
    const items = value.map((item) => echo(item));
    return items.length === 0 && emptyIsNone === true ? either(absent, []) : items;
  }
  if (typeof value !== "object" || value === null) return value as Expected;
  const members = Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([member, item]) => [member, echo(item)]),
  );
  return Object.keys(members).length === 0 ? any : members;
}
