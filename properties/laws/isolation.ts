import type { JsonObject } from "../../clients/client.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { ownCluster, ownRevision, ownService, ownTasks } from "./lawFixtures.ts";
import { changeBetween, type Snapshot, snapshot } from "./snapshot.ts";

export const isolation: Law = {
  name: "isolation",
  says: "A call in one cluster never changes another, though the same names are used in both.",
  least: 4,
  async check(context) {
    const revision = await ownRevision(context, context.name("isolation"));
    const clusters = [await ownCluster(context, "here"), await ownCluster(context, "there")];
    const [here, there] = clusters;
    if (revision === undefined || here === undefined || there === undefined) return;
    const service = context.name("s");
    const tags = [{ key: "a", value: "1" }];
    const tasks: string[] = [];
    for (const { name: cluster } of [there, here]) {
      await ownService(context, { cluster, revision, name: service, desiredCount: 1 }, { tags });
      tasks.push(...(await ownTasks(context, { cluster, revision, count: 1 }, { tags, startedBy: "law" })));
    }
    const calls = callsIn(here, service, tasks.at(-1));
    let before = await snapshot(context, there.name);
    for (const call of calls) before = await leavesAlone(context, there.name, before, call);
  },
};

type Call = readonly [operation: string, input: JsonObject];

/** The calls that can be made on a cluster and on its contents, up to deleting it. */
function callsIn({ name: cluster, arn }: { name: string; arn: string }, service: string, task?: string): Call[] {
  const tags = [{ key: "b", value: "2" }];
  return [
    ["UpdateService", { cluster, service, desiredCount: 2 }],
    ["TagResource", { resourceArn: arn.replace(":cluster/", ":service/").concat(`/${service}`), tags }],
    ["UntagResource", { resourceArn: arn, tagKeys: ["a"] }],
    ["UpdateCluster", { cluster, settings: [{ name: "containerInsights", value: "enabled" }] }],
    ["PutClusterCapacityProviders", { cluster, capacityProviders: ["FARGATE"], defaultCapacityProviderStrategy: [] }],
    ...(task === undefined ? [] : [["StopTask", { cluster, task }] as const]),
    ["DeleteService", { cluster, service, force: true }],
    ["DeleteCluster", { cluster }],
  ];
}

/**
 * Makes a call in one cluster and compares the other with its earlier snapshot; returns its new snapshot. A refused
 * call must not affect it either.
 */
async function leavesAlone(
  context: LawContext,
  there: string,
  before: Snapshot | undefined,
  [operation, input]: Call,
): Promise<Snapshot | undefined> {
  const answer = await context.ask(operation, input);
  let now: Snapshot | undefined;
  await context.sample(async (): Promise<Sample> => {
    now = await snapshot(context, there);
    if (answer === undefined || before === undefined || now === undefined) return inconclusive;
    const change = await changeBetween(context, there, before, now);
    if (change === undefined) return undefined;
    return { operation, what: change.what, expected: `as before: ${change.before}`, actual: change.after };
  });
  return now;
}
