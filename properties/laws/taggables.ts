import type { JsonObject } from "../../clients/client.ts";
import { takeInventory } from "./inventory.ts";
import { objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { LawContext } from "./lawContext.ts";
import { onFargate, ownCluster, ownContainerInstance, ownRevision, ownService, ownTasks } from "./lawFixtures.ts";

/** A resource with tags (row T3), and the read that shows them in addition to ListTagsForResource. */
export interface Tagged {
  readonly kind: string;
  readonly arn: string;
  readonly shown: () => Promise<Tags | undefined>;
}

/** Tags as `key=value`, in order. */
export type Tags = string[];

const pair = (tag: JsonObject): string => `${textIn(tag, "key")}=${textIn(tag, "value") ?? ""}`;

/** The tags of a description or of a list of tags. */
export const tagsIn = (output: JsonObject): Tags => objectsIn(output, "tags").map(pair).sort();

const mostOfAKind = 2;

/** Each kind of resource with tags: those of the set-up, and one that is created for this law. */
export async function taggables(context: LawContext): Promise<Tagged[]> {
  const own = await ownThings(context);
  const { clusters, services, tasks, revisions } = await takeInventory(context);
  const tagged = (kind: string, arn: string, operation: string, member: string, input: JsonObject): Tagged => ({
    kind,
    arn,
    shown: shownBy(context, operation, member, input),
  });
  return [
    ...clusters
      .slice(-mostOfAKind)
      .map(({ name, arn }) => tagged("cluster", arn, "DescribeClusters", "clusters", { clusters: [name] })),
    ...services
      .slice(-mostOfAKind)
      .map(({ cluster, arn }) => tagged("service", arn, "DescribeServices", "services", { cluster, services: [arn] })),
    ...tasks
      .slice(-mostOfAKind)
      .map(({ cluster, arn }) => tagged("task", arn, "DescribeTasks", "tasks", { cluster, tasks: [arn] })),
    ...revisions.slice(-mostOfAKind).map((arn) => ({
      kind: "task definition",
      arn,
      shown: async () => {
        const output = await context.output("DescribeTaskDefinition", { taskDefinition: arn, include: ["TAGS"] });
        return output && tagsIn(output);
      },
    })),
    ...own,
  ];
}

const shownBy = (context: LawContext, operation: string, member: string, input: JsonObject) => async () => {
  const [described] = objectsIn(await context.output(operation, { ...input, include: ["TAGS"] }), member);
  return described && tagsIn(described);
};

const bornWith = [{ key: "first", value: "0" }];

/**
 * One resource of each kind with a tag from its creation on; returns those of kinds that the inventory does not list.
 */
async function ownThings(context: LawContext): Promise<Tagged[]> {
  const provider = await ownProvider(context);
  const cluster = (await ownCluster(context, "tags", { tags: bornWith }))?.name;
  const revision = await ownRevision(context, context.name("tags"), { tags: bornWith });
  if (cluster === undefined || revision === undefined) return provider;
  await ownService(context, { cluster, revision, name: context.name("s"), desiredCount: 0 }, { tags: bornWith });
  await ownTasks(context, { cluster, revision, count: 1 }, { tags: bornWith });
  return [...provider, ...(await ownInstance(context, cluster)), ...(await ownTaskSet(context, cluster, revision))];
}

async function ownProvider(context: LawContext): Promise<Tagged[]> {
  const name = context.name("p");
  const group = `0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0:autoScalingGroupName/${name}`;
  const autoScalingGroupArn = `arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:${group}`;
  const input = { name, autoScalingGroupProvider: { autoScalingGroupArn }, tags: bornWith };
  context.undo("DeleteCapacityProvider", { capacityProvider: name });
  const made = objectIn(await context.output("CreateCapacityProvider", input), "capacityProvider");
  const arn = textIn(made, "capacityProviderArn");
  const shown = shownBy(context, "DescribeCapacityProviders", "capacityProviders", { capacityProviders: [name] });
  return arn === undefined ? [] : [{ kind: "capacity provider", arn, shown }];
}

async function ownInstance(context: LawContext, cluster: string): Promise<Tagged[]> {
  const arn = await ownContainerInstance(context, cluster, { tags: bornWith });
  const input = { cluster, containerInstances: [arn ?? ""] };
  const shown = shownBy(context, "DescribeContainerInstances", "containerInstances", input);
  return arn === undefined ? [] : [{ kind: "container instance", arn, shown }];
}

/** A task set without tasks, in a service of the EXTERNAL controller. */
async function ownTaskSet(context: LawContext, cluster: string, revision: string): Promise<Tagged[]> {
  const service = context.name("s");
  const controlled = { cluster, serviceName: service, desiredCount: 0, deploymentController: { type: "EXTERNAL" } };
  if ((await context.ask("CreateService", controlled))?.kind !== "accepted") return [];
  const input = { cluster, service, taskDefinition: revision, ...onFargate(context), tags: bornWith };
  const made = objectIn(await context.output("CreateTaskSet", input), "taskSet");
  const [arn, id] = [textIn(made, "taskSetArn"), textIn(made, "id")];
  if (arn === undefined || id === undefined) return [];
  context.undo("DeleteTaskSet", { cluster, service, taskSet: id, force: true });
  const shown = shownBy(context, "DescribeTaskSets", "taskSets", { cluster, service, taskSets: [id] });
  return [{ kind: "task set", arn, shown }];
}
