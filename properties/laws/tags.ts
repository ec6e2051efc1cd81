import type { JsonObject } from "../../clients/client.ts";
import type { Ground, Sample } from "./ground.ts";
import { unseen } from "./ground.ts";
import type { Law } from "./law.ts";
import { ownCluster, ownRevision, ownService, ownTasks } from "./makings.ts";
import { fingerprint, objectsIn, textIn } from "./members.ts";
import { survey } from "./survey.ts";

export const tags: Law = {
  name: "tags",
  says: "Tags round-trip through every taggable kind: what is put on is shown by all who show tags, and comes off again.",
  least: 4,
  async check(ground) {
    for (const tagged of await taggables(ground)) await roundTrip(ground, tagged);
  },
};

/** Something that bears tags, and the read that shows them beside ListTagsForResource. */
interface Tagged {
  readonly kind: string;
  readonly arn: string;
  readonly shown: () => Promise<Tags | undefined>;
}

/** Tags as `key=value`, in order. */
type Tags = string[];

/** Keys that differ in case, and values that are easily lost. */
const added: readonly JsonObject[] = [
  { key: "law", value: "1" },
  { key: "Law", value: "" },
  { key: "law/ünï", value: "a=b@c +1" },
];

async function taggables(ground: Ground): Promise<Tagged[]> {
  await ownThings(ground);
  const { clusters, services, tasks, revisions } = await survey(ground);
  const shownBy = (operation: string, member: string, input: JsonObject) => async () => {
    const [described] = objectsIn(await ground.output(operation, { ...input, include: ["TAGS"] }), member);
    return described && tagsIn(described);
  };
  return [
    ...clusters.slice(0, mostOfAKind).map(({ name, arn }) => ({
      kind: "cluster",
      arn,
      shown: shownBy("DescribeClusters", "clusters", { clusters: [name] }),
    })),
    ...services.slice(0, mostOfAKind).map(({ cluster, arn }) => ({
      kind: "service",
      arn,
      shown: shownBy("DescribeServices", "services", { cluster, services: [arn] }),
    })),
    ...tasks.slice(0, mostOfAKind).map(({ cluster, arn }) => ({
      kind: "task",
      arn,
      shown: shownBy("DescribeTasks", "tasks", { cluster, tasks: [arn] }),
    })),
    ...revisions.slice(0, mostOfAKind).map((arn) => ({
      kind: "task definition",
      arn,
      shown: async () => {
        const output = await ground.output("DescribeTaskDefinition", { taskDefinition: arn, include: ["TAGS"] });
        return output && tagsIn(output);
      },
    })),
  ];
}

const mostOfAKind = 2;

/** One of each kind bears a tag from its creation on. */
async function ownThings(ground: Ground): Promise<void> {
  const tags = [{ key: "first", value: "0" }];
  const cluster = (await ownCluster(ground, "tags", { tags }))?.name;
  const revision = await ownRevision(ground, ground.name("tags"), { tags });
  if (cluster === undefined || revision === undefined) return;
  await ownService(ground, { cluster, revision, name: ground.name("s"), desiredCount: 0 }, { tags });
  await ownTasks(ground, { cluster, revision, count: 1 }, { tags });
}

/** Puts tags on and takes them off again. A task that ends loses its tags (row T3) and is no sample. */
async function roundTrip(ground: Ground, { kind, arn, shown }: Tagged): Promise<void> {
  const before = await listed(ground, arn);
  if (before === undefined || added.some(({ key }) => before.some((tag) => tag.startsWith(`${key}=`)))) return;
  const complaint = (operation: string, expected: Tags, actual: Tags, verb: string) => ({
    operation,
    what: `${kind}: ${differenceOf(expected, actual)} ${verb}`,
    expected: expected.join(" "),
    actual: actual.join(" "),
    rule: "T2" as const,
  });
  const compare = (operation: string, expected: Tags, see: () => Promise<Tags | undefined>, verb: string) =>
    ground.sample(async (): Promise<Sample> => {
      const actual = await see();
      if (actual === undefined || (kind === "task" && !(await goesOn(ground, arn)))) return unseen;
      return fingerprint(actual) === fingerprint(expected) ? undefined : complaint(operation, expected, actual, verb);
    });
  const list = () => listed(ground, arn);
  await compare("ListTagsForResource", before, shown, "beside Describe");
  if (!(await isDone(ground, "TagResource", { resourceArn: arn, tags: [...added] }, kind))) return;
  const whole = [...before, ...added.map(pair)].sort();
  await compare("TagResource", whole, list, "after tagging");
  await compare("TagResource", whole, shown, "shown after tagging");
  const tagKeys = added.map(({ key }) => String(key));
  if (!(await isDone(ground, "UntagResource", { resourceArn: arn, tagKeys }, kind))) return;
  await compare("UntagResource", before, list, "after untagging");
}

/** Makes a call that can be made again: what shows its tags can be tagged. */
async function isDone(ground: Ground, operation: string, input: JsonObject, kind: string): Promise<boolean> {
  let done = false;
  await ground.sample(async (): Promise<Sample> => {
    const answer = await ground.ask(operation, input);
    done = answer?.kind === "accepted";
    if (answer === undefined || done || (kind === "task" && !(await goesOn(ground, String(input.resourceArn)))))
      return done ? undefined : unseen;
    return {
      operation,
      what: `${kind}: refused`,
      expected: `a ${kind} that bears tags (row T3)`,
      actual: answer.kind === "refused" ? `${answer.type}: ${answer.message}` : "accepted",
    };
  });
  return done;
}

const pair = (tag: JsonObject): string => `${textIn(tag, "key")}=${textIn(tag, "value") ?? ""}`;

const tagsIn = (output: JsonObject): Tags => objectsIn(output, "tags").map(pair).sort();

async function listed(ground: Ground, resourceArn: string): Promise<Tags | undefined> {
  const output = await ground.output("ListTagsForResource", { resourceArn });
  return output && tagsIn(output);
}

const differenceOf = (expected: Tags, actual: Tags): string =>
  expected.some((tag) => !actual.includes(tag)) ? "tag missing" : "tag too many";

async function goesOn(ground: Ground, arn: string): Promise<boolean> {
  const cluster = arn.split("/").at(-2) ?? "";
  const [task] = objectsIn(await ground.output("DescribeTasks", { cluster, tasks: [arn] }), "tasks");
  return task !== undefined && textIn(task, "desiredStatus") === "RUNNING";
}
