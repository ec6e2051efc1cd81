import { mapLeaves, type PlanInput } from "../../commands/language/reference.ts";
import type { JsonObject } from "../../model/language/json.ts";
import type { Example } from "./example.ts";

/**
 * Something that every target has and that can replace what an example needs, so that everything else in the example
 * can be judged.
 */
interface StandIn {
  readonly words: string;
  /** The example with the replacement. */
  replace(operation: string, example: Example): Example;
}

/** By the need that is replaced. */
const standIns: Readonly<Record<string, StandIn>> = {
  containerInstances: { words: "Fargate in place of container instances", replace: onFargate },
  autoScalingGroups: { words: "the predefined capacity providers (CP1) in place of one's own", replace: predefined },
};

/** The example with its one replaceable need replaced; undefined when nothing can replace it, or more is needed. */
export function standInFor(
  operation: string,
  example: Example,
  lacking: readonly string[],
): { readonly words: string; readonly example: Example } | undefined {
  const [need, ...others] = lacking;
  const found = need === undefined || others.length > 0 ? undefined : standIns[need];
  if (found === undefined || JSON.stringify(example).includes("«containerInstance»")) return undefined;
  const needs = (example.needs ?? []).filter((each) => each !== need);
  return { words: found.words, example: { ...found.replace(operation, example), needs } };
}

const fargate = {
  launchType: "FARGATE",
  networkConfiguration: { awsvpcConfiguration: { subnets: ["«subnet»"] } },
};

/** What each call needs in addition, to run on Fargate (rows TD6, SV13, SV14). */
const besides: Readonly<Record<string, (input: PlanInput) => PlanInput>> = {
  RegisterTaskDefinition: (input) => ({
    ...withoutHostPorts(input),
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "512",
  }),
  CreateService: (input) => ({ ...input, ...fargate }),
  RunTask: (input) => ({ ...input, ...fargate }),
};

/** On Fargate there is no instance and no port of it, and a new task is PROVISIONING (row TK3). */
function onFargate(operation: string, { setup, input, ignore, today = [], ...rest }: Example): Example {
  const instance = ["containerInstanceArn", "containers[].networkBindings"];
  return {
    ...rest,
    setup: setup.map((each) => ({ ...each, input: besides[each.operation]?.(each.input) ?? each.input })),
    input: besides[operation]?.(input) ?? input,
    ignore: [...ignore, ...instance.flatMap((path) => [{ path: `tasks[].${path}` }, { path: `task.${path}` }])],
    today: operation === "RunTask" ? [...today, { path: "tasks[0].lastStatus", value: "PROVISIONING" }] : today,
  };
}

/** With awsvpc the host's port is the container's (row TE13). */
function withoutHostPorts(input: PlanInput): PlanInput {
  const text = JSON.stringify(input).replaceAll(/,"hostPort":\d+/g, "");
  return JSON.parse(text) as PlanInput;
}

const predefinedNames: Readonly<Record<string, string>> = {
  MyCapacityProvider1: "FARGATE",
  MyCapacityProvider2: "FARGATE_SPOT",
};

/** FARGATE and FARGATE_SPOT exist without being created, and nothing is attached for them. */
function predefined(_operation: string, { setup, input, output, ...rest }: Example): Example {
  return {
    ...rest,
    setup: setup
      .filter(({ operation, until }) => operation !== "CreateCapacityProvider" && until === undefined)
      .map((each) => ({ ...each, input: renamed(each.input) })),
    input: renamed(input),
    output: renamed(output) as JsonObject,
  };
}

const renamed = (input: PlanInput): PlanInput =>
  mapLeaves(input, (leaf) => (typeof leaf === "string" ? (predefinedNames[leaf] ?? leaf) : leaf)) as PlanInput;
