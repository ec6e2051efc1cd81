import type { JsonObject } from "../../clients/client.ts";
import { type Survey, survey } from "./inventory.ts";
import { fingerprint } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { Ground, Sample } from "./lawContext.ts";
import { unseen } from "./lawContext.ts";
import { ownCluster, ownRevision, ownService } from "./lawFixtures.ts";
import { changeBetween, describedRevision, differingMember, snapshot } from "./snapshot.ts";

export const reads: Law = {
  name: "reads",
  says: "Describing twice changes nothing: a read never writes.",
  least: 4,
  async check(ground) {
    await ownThings(ground);
    const found = await survey(ground);
    for (const { name } of found.clusters) await clusterStays(ground, name, found);
    for (const arn of found.revisions) await ground.sample(() => revisionStays(ground, arn));
    await ground.sample(() => strangersStayAway(ground, found));
  },
};

async function ownThings(ground: Ground): Promise<void> {
  const settings = [{ name: "containerInsights", value: "enabled" }];
  const tags = [{ key: "a", value: "1" }];
  const cluster = await ownCluster(ground, "reads", { settings, tags });
  const revision = await ownRevision(ground, ground.name("reads"), { tags });
  if (cluster !== undefined && revision !== undefined)
    await ownService(ground, { cluster: cluster.name, revision, name: ground.name("s"), desiredCount: 0 }, { tags });
}

type Call = readonly [operation: string, input: JsonObject];

/** All ways to look at a cluster and at what lives in it, also at what is not there. */
function readsOf(ground: Ground, cluster: string, { services, tasks }: Survey): Call[] {
  const include = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"];
  const ghost = `${ground.prefix}law-ghost`;
  const here = (things: Survey["services"]) =>
    things.filter((thing) => thing.cluster === cluster).map(({ arn }) => arn);
  return [
    ["DescribeClusters", { clusters: [cluster] }],
    ["DescribeClusters", { clusters: [cluster, ghost], include }],
    ["ListServices", { cluster, maxResults: 1 }],
    ["ListTasks", { cluster, desiredStatus: "STOPPED" }],
    ["DescribeServices", { cluster, services: [...here(services), ghost], include: ["TAGS"] }],
    ["DescribeTasks", { cluster, tasks: [...here(tasks), "0".repeat(32)], include: ["TAGS"] }],
  ];
}

/** Two looks at a cluster with all kinds of reads in between. */
async function clusterStays(ground: Ground, cluster: string, found: Survey): Promise<void> {
  const before = await snapshot(ground, cluster);
  if (before === undefined) return;
  for (const [operation, input] of readsOf(ground, cluster, found)) await ground.ask(operation, input);
  await ground.sample(async (): Promise<Sample> => {
    const after = await snapshot(ground, cluster);
    const change = after && (await changeBetween(ground, cluster, before, after));
    if (change === undefined) return after === undefined ? unseen : undefined;
    return { operation: readerOf(change.what), what: change.what, expected: change.before, actual: change.after };
  });
}

/** Who shows the change: which of the reads made it is not known. */
const readerOf = (what: string): string =>
  what.startsWith("service") ? "DescribeServices" : what.startsWith("task") ? "DescribeTasks" : "DescribeClusters";

async function revisionStays(ground: Ground, arn: string): Promise<Sample> {
  const before = await describedRevision(ground, arn);
  await ground.ask("ListTaskDefinitions", { familyPrefix: familyOf(arn), sort: "DESC" });
  await ground.ask("ListTagsForResource", { resourceArn: arn });
  const after = await describedRevision(ground, arn);
  if (before === undefined || after === undefined) return unseen;
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

/** Looking for a cluster that nobody made does not make it. */
async function strangersStayAway(ground: Ground, { clusters }: Survey): Promise<Sample> {
  const ghost = `${ground.prefix}law-ghost`;
  await ground.ask("DescribeClusters", { clusters: [ghost] });
  await ground.ask("ListServices", { cluster: ghost });
  await ground.ask("ListTaskDefinitions", { familyPrefix: ghost });
  const families = await ground.list("ListTaskDefinitionFamilies", "families", { familyPrefix: ghost });
  const described = await ground.output("DescribeClusters", { clusters: [ghost] });
  if (clusters.length === 0 || families === undefined || described === undefined) return unseen;
  const made = families.length > 0 ? "family" : fingerprint(described).includes('"ACTIVE"') ? "cluster" : undefined;
  if (made === undefined) return undefined;
  return {
    operation: made === "family" ? "ListTaskDefinitions" : "DescribeClusters",
    what: `${made} made`,
    expected: `no ${made} that nobody made`,
    actual: "looking for it has made it",
  };
}
