import type { JsonObject } from "../../clients/client.ts";
import { type InCluster, takeInventory } from "./inventory.ts";
import { fingerprint, objectIn, objectsIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { ownCluster, ownRevision, ownService, ownTasks } from "./lawFixtures.ts";
import { differingMember, type Kind, stable } from "./snapshot.ts";

export const names: Law = {
  name: "names",
  says: "A name, a short ARN and a full ARN of one thing mean the same (rows A1, A2).",
  least: 4,
  async check(context) {
    const own = await ownThings(context);
    const { clusters, services, tasks, revisions } = await takeInventory(context);
    for (const cluster of clusters) {
      await context.sample(() => describedAlike(context, "cluster", clusterReads(cluster)));
      await context.sample(() => listedAlike(context, cluster));
    }
    for (const service of services)
      await context.sample(() => describedAlike(context, "service", readsOf("DescribeServices", "services", service)));
    for (const task of tasks)
      await context.sample(() => describedAlike(context, "task", readsOf("DescribeTasks", "tasks", task)));
    for (const revision of revisions) await context.sample(() => revisionAlike(context, revision));
    await stoppedAlike(context, own);
  },
};

/** One read with one form of a name. */
interface Read {
  readonly form: string;
  readonly operation: string;
  readonly member: string;
  readonly input: JsonObject;
}

const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);

const shortArn = (arn: string): string => arn.replace(/:(service|task)\/[^/]+\//, ":$1/");

/** The forms of the name of something in a cluster. */
const formsOf = (arn: string): readonly (readonly [string, string])[] => [
  ["name", lastOf(arn)],
  ["short ARN", shortArn(arn)],
  ["full ARN", arn],
];

function clusterReads({ name, arn }: { name: string; arn: string }): Read[] {
  const read = (form: string, cluster: string): Read => ({
    form,
    operation: "DescribeClusters",
    member: "clusters",
    input: { clusters: [cluster], include: ["SETTINGS", "TAGS", "CONFIGURATIONS"] },
  });
  return [read("name", name), read("full ARN", arn)];
}

const readsOf = (operation: string, member: "services" | "tasks", { cluster, arn }: InCluster): Read[] =>
  formsOf(arn).map(([form, id]) => ({
    form,
    operation,
    member,
    input: { cluster, [member]: [id], include: ["TAGS"] },
  }));

/**
 * Reads a resource by each form of its name, and by the first form again at the end: what disappears meanwhile is not
 * judged.
 */
async function describedAlike(context: LawContext, kind: Kind, reads: readonly Read[]): Promise<Sample> {
  const seen: (JsonObject | undefined)[] = [];
  const [first] = reads as [Read, ...Read[]];
  for (const { operation, member, input } of [...reads, first]) {
    const [found] = objectsIn(await context.output(operation, input), member);
    seen.push(found && stable(kind, found));
  }
  const again = seen.pop();
  const known = seen.find((description) => description !== undefined);
  if (known === undefined || fingerprint(again) !== fingerprint(seen[0])) return inconclusive;
  const complaint = ({ operation, form }: Read, what: string, actual: string) => ({
    operation,
    what: `${form}: ${what}`,
    expected: fingerprint(known),
    actual,
    rule: "A2" as const,
  });
  for (const [index, description] of seen.entries()) {
    const read = reads[index] as Read;
    if (description === undefined) return complaint(read, "not found", `by its ${read.form} it is not found`);
    const member = differingMember(known, description);
    if (member !== undefined) return complaint(read, `${kind}.${member}`, fingerprint(description));
  }
  return undefined;
}

/** The services of a cluster, by the cluster's name and by its ARN. */
async function listedAlike(context: LawContext, { name, arn }: { name: string; arn: string }): Promise<Sample> {
  const list = (cluster: string) => context.list("ListServices", "serviceArns", { cluster, maxResults: 100 });
  const [byName, byArn, again] = [await list(name), await list(arn), await list(name)];
  if (byName === undefined || fingerprint(byName.sort()) !== fingerprint(again?.sort())) return inconclusive;
  if (fingerprint(byArn?.sort()) === fingerprint(byName)) return undefined;
  return {
    operation: "ListServices",
    what: `full ARN of the cluster: ${byArn === undefined ? "refused" : "another list"}`,
    expected: fingerprint(byName),
    actual: byArn === undefined ? "the cluster is not found by its ARN" : fingerprint(byArn),
    rule: "A2",
  };
}

/** A revision as `family:revision` and by its ARN. */
async function revisionAlike(context: LawContext, arn: string): Promise<Sample> {
  const described = async (taskDefinition: string) =>
    objectIn(await context.output("DescribeTaskDefinition", { taskDefinition }), "taskDefinition");
  const [byName, byArn] = [await described(lastOf(arn)), await described(arn)];
  if (fingerprint(byName) === fingerprint(byArn)) return byName === undefined ? inconclusive : undefined;
  return {
    operation: "DescribeTaskDefinition",
    what: byArn === undefined ? "full ARN: not found" : byName === undefined ? "name: not found" : "another definition",
    expected: fingerprint(byName),
    actual: fingerprint(byArn) ?? "not found",
    rule: "A2",
  };
}

interface Own {
  readonly cluster: string;
  readonly tasks: readonly string[];
}

async function ownThings(context: LawContext): Promise<Own | undefined> {
  const cluster = await ownCluster(context, "names", { tags: [{ key: "a", value: "1" }] });
  const revision = await ownRevision(context, context.name("names"));
  if (cluster === undefined || revision === undefined) return undefined;
  await ownService(context, { cluster: cluster.name, revision, name: context.name("s"), desiredCount: 0 });
  return { cluster: cluster.name, tasks: await ownTasks(context, { cluster: cluster.name, revision, count: 3 }) };
}

/** Stops three similar tasks, each by another form of its name: all three must be stopped in the same way. */
async function stoppedAlike(context: LawContext, own: Own | undefined): Promise<void> {
  if (own === undefined || own.tasks.length < 3) return;
  const answers = [];
  for (const [index, task] of own.tasks.entries()) {
    const [form, id] = formsOf(task)[index % 3] as readonly [string, string];
    answers.push({ form, answer: await context.ask("StopTask", { cluster: own.cluster, task: id }) });
  }
  const accepted = answers.find(({ answer }) => answer?.kind === "accepted");
  if (accepted === undefined) return;
  for (const { form, answer } of answers) {
    if (answer?.kind === "accepted") context.passed();
    if (answer?.kind !== "refused") continue;
    const expected = `stopped, as by its ${accepted.form}`;
    const actual = `${answer.type}: ${answer.message}`;
    return context.report({ operation: "StopTask", what: `${form}: refused`, expected, actual, rule: "A2" });
  }
}
