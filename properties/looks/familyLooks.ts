import { arn, isName } from "../../model/language/arn.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { views } from "../../model/language/lookup.ts";
import { namesOf } from "../../model/language/resourceKey.ts";
import type { Family } from "../../model/language/state.ts";
import type { Outcome } from "../../model/language/step.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import { definitionKey } from "../../model/resources/definition.ts";
import type { Look } from "./look.ts";

/** The looks at the families that a call named or registered a revision of. */
export function looksAtFamilies(
  operation: string,
  input: JsonObject,
  outcome: Outcome | undefined,
  turn: number,
): Look[] {
  const families = namesOf(resourcesOf(operation, input), "family").filter(isName);
  const looks = touched(input, outcome).map((key) => describe(key, turn));
  for (const family of families.slice(0, 2)) {
    looks.push({ operation: "DescribeTaskDefinition", input: { taskDefinition: family } });
    looks.push(list(family));
    if (turn % 2 === 1) looks.push(listAgain(family, turn >> 1));
    if (turn % 5 === 0) looks.push({ operation: "ListTaskDefinitionFamilies", input: { familyPrefix: family } });
  }
  return looks;
}

/** Everything of a family, for the comparison at rest; for a long one, the newest revisions. */
export const looksAtFamily = ({ name, revisions }: Family, turn: number): Look[] => [
  ...revisions.slice(-8).map((revision, index) => describe(definitionKey(revision), turn + index)),
  { operation: "DescribeTaskDefinition", input: { taskDefinition: name } },
  ...statuses.map((status) => ({ operation: "ListTaskDefinitions", input: { familyPrefix: name, status } })),
  { operation: "ListTaskDefinitionFamilies", input: { familyPrefix: name, status: turn % 2 ? "ACTIVE" : "INACTIVE" } },
];

/** The revisions that the input names by number and those that the reply shows, as `family:revision`. */
function touched(input: JsonObject, outcome: Outcome | undefined): string[] {
  const named = [input.taskDefinition, input.taskDefinitions, input.resourceArn]
    .flat()
    .map((value) =>
      typeof value === "string" ? /(?:^|:task-definition\/)([\w-]+:\d{1,9})$/.exec(value)?.[1] : undefined,
    )
    .filter((key) => key !== undefined);
  const shown =
    outcome?.result.kind === "accepted"
      ? views(outcome.result.output)
          .filter(({ kind }) => kind === "revision")
          .map(({ name }) => name)
      : [];
  const keys = [...new Set([...named, ...shown])].slice(0, 3);
  return input.containerDefinitions === undefined ? keys : keys.flatMap((key) => [key, ...before(key)]);
}

/** The revision before a new one: it must not have changed. */
function before(key: string): string[] {
  const [family, revision] = key.split(":");
  return Number(revision) > 1 ? [`${family}:${Number(revision) - 1}`] : [];
}

const statuses = ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"] as const;

/** By `family:revision` or by ARN; mostly with its tags. */
const describe = (key: string, turn: number): Look => ({
  operation: "DescribeTaskDefinition",
  input: {
    taskDefinition: turn % 2 === 0 ? arn("task-definition", key) : key,
    ...(turn % 7 === 3 ? {} : { include: ["TAGS"] }),
  },
});

/** ACTIVE ones, whatever the variant: a plan that shrinks keeps what they showed. */
const list = (familyPrefix: string): Look => ({ operation: "ListTaskDefinitions", input: { familyPrefix } });

/** Another status, the other order and short pages, depending on the variant. */
const listAgain = (familyPrefix: string, turn: number): Look => ({
  operation: "ListTaskDefinitions",
  input: {
    familyPrefix,
    status: statuses[turn % 3] ?? "ACTIVE",
    ...(turn % 2 === 0 ? { sort: "DESC" } : {}),
    ...(turn % 4 === 1 ? { maxResults: 1 + (turn % 2) } : {}),
  },
});
