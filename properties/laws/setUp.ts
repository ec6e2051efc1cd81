import type { JsonObject } from "../../clients/client.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { mapLeaves, type PlanInput, resolve } from "../../commands/language/reference.ts";
import type { PlanOptions } from "../../commands/plans/generate.ts";
import { inNamespace } from "../../commands/plans/namespace.ts";
import type { Json } from "../../model/language/json.ts";
import type { Operation } from "../../model/language/operation.ts";
import { meansDefault } from "../../model/language/resource.ts";
import { literalAt } from "../run/substitution.ts";
import type { Ground } from "./lawContext.ts";

/** Commands a scene is made of: laws look at what is there, not at how it came to be. */
const mostCommands = 14;

/** What makes or changes something under a name of the run's own; what all share is not for scenes. */
const makers: readonly Operation[] = [
  "CreateCluster",
  "DeleteCluster",
  "UpdateCluster",
  "PutClusterCapacityProviders",
  "RegisterTaskDefinition",
  "DeregisterTaskDefinition",
  "CreateService",
  "UpdateService",
  "DeleteService",
  "RunTask",
  "StopTask",
  "TagResource",
  "UntagResource",
];

/** Options for small scenes, drawn from the plans' own options. */
export function sceneOptions(options: PlanOptions): PlanOptions {
  const operations = makers.filter((operation) => options.operations.includes(operation));
  return {
    ...options,
    operations: operations.length > 0 ? operations : makers,
    profile: { ...options.profile, refused: 0.05 },
    maxCommands: Math.min(options.maxCommands, mostCommands),
  };
}

/** Plays a plan without judging it: what the server refuses is not there, and what refers to it is not sent. */
export async function setScene(ground: Ground, plan: Plan): Promise<void> {
  const answers: (Json | undefined)[] = [];
  const holes = new Map(Object.entries(ground.stage.bound));
  for (const [index, { operation, input }] of inNamespace(plan, ground.prefix).entries()) {
    const resolved = resolve(input, (step, path) => literalAt(answers[step], path));
    const sent = resolved && filled(resolved, holes);
    if (sent === undefined || meansDefault(operation, sent)) continue;
    claim(ground, operation, sent);
    ground.step = index;
    const output = await ground.output(operation, sent);
    ground.stage.tally.command(operation, output !== undefined);
    answers[index] = output;
    learn(output, holes);
  }
}

/** Names are taken down before the call: what was done without an answer must go too. A blank one is nobody's own. */
export function claim(ground: Ground, operation: string, { clusterName, family }: JsonObject): void {
  if (operation === "CreateCluster" && isOwn(ground, clusterName)) ground.clusters.add(clusterName);
  if (operation === "RegisterTaskDefinition" && isOwn(ground, family)) ground.families.add(family);
}

const isOwn = ({ prefix }: Ground, name: Json | undefined): name is string =>
  typeof name === "string" && name.startsWith(prefix);

/** Region and account stand in the first ARN that is seen. */
function learn(output: JsonObject | undefined, holes: Map<string, string>): void {
  if (output === undefined || holes.has("«region»")) return;
  const [, region, account] = /"arn:aws:ecs:([^:"]+):([^:"]+):/.exec(JSON.stringify(output)) ?? [];
  if (region === undefined || account === undefined) return;
  holes.set("«region»", region).set("«account»", account);
}

function filled(input: JsonObject, holes: ReadonlyMap<string, string>): JsonObject | undefined {
  const sent = mapLeaves(input as PlanInput, (leaf) =>
    typeof leaf === "string" ? leaf.replaceAll(/«[^»]*»/g, (hole) => holes.get(hole) ?? hole) : leaf,
  );
  return JSON.stringify(sent).includes("«") ? undefined : (sent as JsonObject);
}
