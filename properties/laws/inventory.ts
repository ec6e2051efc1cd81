import { objectsIn, textIn } from "./jsonMembers.ts";
import type { LawContext } from "./lawContext.ts";

/** Something that exists in a cluster. */
export interface InCluster {
  readonly cluster: string;
  readonly arn: string;
}

/** The existing resources that the run created, as the server itself lists them. */
export interface Inventory {
  readonly clusters: readonly { readonly name: string; readonly arn: string }[];
  readonly services: readonly InCluster[];
  readonly tasks: readonly InCluster[];
  /** The ARNs of ACTIVE revisions. */
  readonly revisions: readonly string[];
}

/** This many resources of a kind are enough for a law. */
const enough = 4;

/** Lists the existing resources, the newest first. Tasks that end and services that are deleted are not included. */
export async function takeInventory(context: LawContext): Promise<Inventory> {
  const described =
    context.clusters.size === 0
      ? undefined
      : await context.output("DescribeClusters", { clusters: [...context.clusters] });
  const living = objectsIn(described, "clusters").filter((cluster) => textIn(cluster, "status") === "ACTIVE");
  const clusters = [...context.clusters].flatMap((name) => {
    const arn = textIn(
      living.find((cluster) => textIn(cluster, "clusterName") === name),
      "clusterArn",
    );
    return arn === undefined ? [] : [{ name, arn }];
  });
  const [services, tasks]: [InCluster[], InCluster[]] = [[], []];
  for (const { name: cluster } of clusters) {
    for (const arn of (await context.list("ListServices", "serviceArns", { cluster, maxResults: 100 })) ?? [])
      services.push({ cluster, arn });
    for (const arn of (await context.list("ListTasks", "taskArns", { cluster })) ?? []) tasks.push({ cluster, arn });
  }
  const revisions: string[] = [];
  for (const familyPrefix of context.families)
    revisions.push(...((await context.list("ListTaskDefinitions", "taskDefinitionArns", { familyPrefix })) ?? []));
  return {
    clusters: clusters.slice(-enough),
    services: services.slice(-enough),
    tasks: tasks.slice(-enough),
    revisions: revisions.slice(-enough),
  };
}
