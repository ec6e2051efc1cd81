import type { JsonObject } from "../../clients/client.ts";
import { type Inventory, takeInventory } from "./inventory.ts";
import { fingerprint } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { ownCluster, ownRevision, ownService } from "./lawFixtures.ts";
import { changeBetween, describedRevision, differingMember, snapshot } from "./snapshot.ts";

export const reads: Law = {
  name: "reads",
  says: "Describing twice changes nothing: a read never writes.",
  least: 4,
  async check(context) {
    await ownThings(context);
    const found = await takeInventory(context);
    for (const { name } of found.clusters) await clusterStays(context, name, found);
    for (const arn of found.revisions) await context.sample(() => revisionStays(context, arn));
    await context.sample(() => readsCreateNothing(context, found));
  },
};

async function ownThings(context: LawContext): Promise<void> {
  const settings = [{ name: "containerInsights", value: "enabled" }];
  const tags = [{ key: "a", value: "1" }];
  const cluster = await ownCluster(context, "reads", { settings, tags });
  const revision = await ownRevision(context, context.name("reads"), { tags });
  if (cluster !== undefined && revision !== undefined)
    await ownService(context, { cluster: cluster.name, revision, name: context.name("s"), desiredCount: 0 }, { tags });
}

type Call = readonly [operation: string, input: JsonObject];

/** All reads of a cluster and its contents, also of resources that do not exist. */
function readsOf(context: LawContext, cluster: string, { services, tasks }: Inventory): Call[] {
  const include = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"];
  const absentName = `${context.prefix}law-ghost`;
  const here = (things: Inventory["services"]) =>
    things.filter((thing) => thing.cluster === cluster).map(({ arn }) => arn);
  return [
    ["DescribeClusters", { clusters: [cluster] }],
    ["DescribeClusters", { clusters: [cluster, absentName], include }],
    ["ListServices", { cluster, maxResults: 1 }],
    ["ListTasks", { cluster, desiredStatus: "STOPPED" }],
    ["DescribeServices", { cluster, services: [...here(services), absentName], include: ["TAGS"] }],
    ["DescribeTasks", { cluster, tasks: [...here(tasks), "0".repeat(32)], include: ["TAGS"] }],
  ];
}

/** Two looks at a cluster with all kinds of reads in between. */
async function clusterStays(context: LawContext, cluster: string, found: Inventory): Promise<void> {
  const before = await snapshot(context, cluster);
  if (before === undefined) return;
  for (const [operation, input] of readsOf(context, cluster, found)) await context.ask(operation, input);
  await context.sample(async (): Promise<Sample> => {
    const after = await snapshot(context, cluster);
    const change = after && (await changeBetween(context, cluster, before, after));
    if (change === undefined) return after === undefined ? inconclusive : undefined;
    return { operation: readerOf(change.what), what: change.what, expected: change.before, actual: change.after };
  });
}

/** The read that shows the change; which of the reads caused it is unknown. */
const readerOf = (what: string): string =>
  what.startsWith("service") ? "DescribeServices" : what.startsWith("task") ? "DescribeTasks" : "DescribeClusters";

async function revisionStays(context: LawContext, arn: string): Promise<Sample> {
  const before = await describedRevision(context, arn);
  await context.ask("ListTaskDefinitions", { familyPrefix: familyOf(arn), sort: "DESC" });
  await context.ask("ListTagsForResource", { resourceArn: arn });
  const after = await describedRevision(context, arn);
  if (before === undefined || after === undefined) return inconclusive;
  const member = differingMember(before, after);
  if (member === undefined) return undefined;
  return {
    operation: "DescribeTaskDefinition",
    what: `taskDefinition.${member}`,
    expected: fingerprint(before[member]),
    actual: fingerprint(after[member]),
  };
}

const familyOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1).split(":")[0] ?? "";

/** Reading a cluster that does not exist does not create it. */
async function readsCreateNothing(context: LawContext, { clusters }: Inventory): Promise<Sample> {
  const absentName = `${context.prefix}law-ghost`;
  await context.ask("DescribeClusters", { clusters: [absentName] });
  await context.ask("ListServices", { cluster: absentName });
  await context.ask("ListTaskDefinitions", { familyPrefix: absentName });
  const families = await context.list("ListTaskDefinitionFamilies", "families", { familyPrefix: absentName });
  const described = await context.output("DescribeClusters", { clusters: [absentName] });
  if (clusters.length === 0 || families === undefined || described === undefined) return inconclusive;
  const made = families.length > 0 ? "family" : fingerprint(described).includes('"ACTIVE"') ? "cluster" : undefined;
  if (made === undefined) return undefined;
  return {
    operation: made === "family" ? "ListTaskDefinitions" : "DescribeClusters",
    what: `${made} made`,
    expected: `no ${made} that nobody made`,
    actual: "looking for it has made it",
  };
}
