import type { JsonObject } from "../../clients/client.ts";
import { survey } from "./inventory.ts";
import { objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { Ground } from "./lawContext.ts";
import { onFargate, ownCluster, ownContainerInstance, ownRevision, ownService, ownTasks } from "./lawFixtures.ts";

/** Something that bears tags (row T3), and the read that shows them beside ListTagsForResource. */
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

/** Each kind that bears tags: what the scene has of it, and one that is made for the purpose. */
export async function taggables(ground: Ground): Promise<Tagged[]> {
  const own = await ownThings(ground);
  const { clusters, services, tasks, revisions } = await survey(ground);
  const tagged = (kind: string, arn: string, operation: string, member: string, input: JsonObject): Tagged => ({
    kind,
    arn,
    shown: shownBy(ground, operation, member, input),
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
        const output = await ground.output("DescribeTaskDefinition", { taskDefinition: arn, include: ["TAGS"] });
        return output && tagsIn(output);
      },
    })),
    ...own,
  ];
}

const shownBy = (ground: Ground, operation: string, member: string, input: JsonObject) => async () => {
  const [described] = objectsIn(await ground.output(operation, { ...input, include: ["TAGS"] }), member);
  return described && tagsIn(described);
};

const bornWith = [{ key: "first", value: "0" }];

/** One of each kind bears a tag from its creation on; returns those of kinds that no survey shows. */
async function ownThings(ground: Ground): Promise<Tagged[]> {
  const provider = await ownProvider(ground);
  const cluster = (await ownCluster(ground, "tags", { tags: bornWith }))?.name;
  const revision = await ownRevision(ground, ground.name("tags"), { tags: bornWith });
  if (cluster === undefined || revision === undefined) return provider;
  await ownService(ground, { cluster, revision, name: ground.name("s"), desiredCount: 0 }, { tags: bornWith });
  await ownTasks(ground, { cluster, revision, count: 1 }, { tags: bornWith });
  return [...provider, ...(await ownInstance(ground, cluster)), ...(await ownTaskSet(ground, cluster, revision))];
}

async function ownProvider(ground: Ground): Promise<Tagged[]> {
  const name = ground.name("p");
  const group = `0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0:autoScalingGroupName/${name}`;
  const autoScalingGroupArn = `arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:${group}`;
  const input = { name, autoScalingGroupProvider: { autoScalingGroupArn }, tags: bornWith };
  ground.undo("DeleteCapacityProvider", { capacityProvider: name });
  const made = objectIn(await ground.output("CreateCapacityProvider", input), "capacityProvider");
  const arn = textIn(made, "capacityProviderArn");
  const shown = shownBy(ground, "DescribeCapacityProviders", "capacityProviders", { capacityProviders: [name] });
  return arn === undefined ? [] : [{ kind: "capacity provider", arn, shown }];
}

async function ownInstance(ground: Ground, cluster: string): Promise<Tagged[]> {
  const arn = await ownContainerInstance(ground, cluster, { tags: bornWith });
  const input = { cluster, containerInstances: [arn ?? ""] };
  const shown = shownBy(ground, "DescribeContainerInstances", "containerInstances", input);
  return arn === undefined ? [] : [{ kind: "container instance", arn, shown }];
}

/** A task set without tasks, in a service of the EXTERNAL controller. */
async function ownTaskSet(ground: Ground, cluster: string, revision: string): Promise<Tagged[]> {
  const service = ground.name("s");
  const controlled = { cluster, serviceName: service, desiredCount: 0, deploymentController: { type: "EXTERNAL" } };
  if ((await ground.ask("CreateService", controlled))?.kind !== "accepted") return [];
  const input = { cluster, service, taskDefinition: revision, ...onFargate(ground), tags: bornWith };
  const made = objectIn(await ground.output("CreateTaskSet", input), "taskSet");
  const [arn, id] = [textIn(made, "taskSetArn"), textIn(made, "id")];
  if (arn === undefined || id === undefined) return [];
  ground.undo("DeleteTaskSet", { cluster, service, taskSet: id, force: true });
  const shown = shownBy(ground, "DescribeTaskSets", "taskSets", { cluster, service, taskSets: [id] });
  return [{ kind: "task set", arn, shown }];
}
