import { objectsIn, textIn } from "./jsonMembers.ts";
import type { LawContext } from "./lawContext.ts";

/** Something that lives in a cluster. */
export interface InCluster {
  readonly cluster: string;
  readonly arn: string;
}

/** What the run made and still lives, as the server itself lists it. */
export interface Inventory {
  readonly clusters: readonly { readonly name: string; readonly arn: string }[];
  readonly services: readonly InCluster[];
  readonly tasks: readonly InCluster[];
  /** The ARNs of ACTIVE revisions. */
  readonly revisions: readonly string[];
}

/** So many of a kind are enough to see what there is to see. */
const enough = 4;

/** Looks at what there is, and takes what was made last. Tasks that end and services that are deleted are in no list of a survey. */
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
