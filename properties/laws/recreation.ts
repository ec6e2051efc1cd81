import type { JsonObject } from "../../clients/client.ts";
import { fingerprint, objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { ownCluster, ownRevision, ownService } from "./lawFixtures.ts";
import { recordOwnNames } from "./setUp.ts";

export const recreation: Law = {
  name: "recreation",
  says: "Deleting and creating again gives something new and empty (rows CL5, SV9, TD2).",
  least: 3,
  async check(context) {
    await revisionAnew(context);
    const revision = await ownRevision(context, context.name("recreation"));
    const cluster = await ownCluster(context, "recreation", { tags: bornWith });
    if (cluster === undefined) return;
    if (revision !== undefined) await serviceAnew(context, cluster.name, revision);
    await clusterAnew(context, cluster.name);
  },
};

const bornWith = [{ key: "old", value: "1" }];

/** The revision numbers of a family continue after its revision was deleted, and the tags are absent. */
async function revisionAnew(context: LawContext): Promise<void> {
  const family = context.name("again");
  const old = await ownRevision(context, family, { tags: bornWith });
  if (old === undefined) return;
  if ((await context.ask("DeregisterTaskDefinition", { taskDefinition: old }))?.kind !== "accepted") return;
  await context.ask("DeleteTaskDefinitions", { taskDefinitions: [old] });
  await vanished(context, old);
  const arn = await ownRevision(context, family);
  if (arn === undefined) return;
  if (numberOf(arn) <= numberOf(old))
    context.report({
      operation: "RegisterTaskDefinition",
      what: "revision reused",
      expected: `a revision after ${numberOf(old)}`,
      actual: arn,
      rule: "TD2",
    });
  else context.passed();
  await context.sample(async (): Promise<Sample> => {
    const output = await context.output("DescribeTaskDefinition", { taskDefinition: arn, include: ["TAGS"] });
    return output === undefined
      ? inconclusive
      : leftOver("RegisterTaskDefinition", { tags: output.tags ?? [] }, { tags: [] });
  });
}

/** A revision that is being deleted may exist for some time (row TD27): it is not waited for long. */
async function vanished(context: LawContext, taskDefinition: string): Promise<void> {
  for (let round = 0; round < 10; round++) {
    if ((await context.ask("DescribeTaskDefinition", { taskDefinition }))?.kind !== "accepted") return;
    await context.wait(round);
  }
}

const numberOf = (arn: string): number => Number(arn.slice(arn.lastIndexOf(":") + 1));

/** A service with the name of a deleted one has other deployments and no tags. */
async function serviceAnew(context: LawContext, cluster: string, revision: string): Promise<void> {
  const name = context.name("s");
  const old = await ownService(context, { cluster, revision, name, desiredCount: 0 }, { tags: bornWith });
  if (old === undefined || !(await serviceEnds(context, cluster, name))) return;
  const made = await ownService(context, { cluster, revision, name, desiredCount: 0 });
  if (made === undefined) return;
  await context.sample(async (): Promise<Sample> => {
    const input = { cluster, services: [name], include: ["TAGS"] };
    const [now] = objectsIn(await context.output("DescribeServices", input), "services");
    if (now === undefined) return inconclusive;
    const ids = deploymentIds(old);
    const same = deploymentIds(now).find((id) => ids.includes(id));
    if (same !== undefined)
      return {
        operation: "CreateService",
        what: "old deployment",
        expected: "a new service's deployments are new",
        actual: same,
        rule: "SV9",
      };
    const { status, runningCount, tags = [] } = now;
    return leftOver(
      "CreateService",
      { status: status ?? null, runningCount: runningCount ?? null, tags },
      { status: "ACTIVE", runningCount: 0, tags: [] },
    );
  });
}

const deploymentIds = (service: JsonObject): string[] =>
  objectsIn(service, "deployments")
    .map((deployment) => textIn(deployment, "id"))
    .filter((id) => id !== undefined);

/** Deletes a service and waits until it no longer drains. */
async function serviceEnds(context: LawContext, cluster: string, service: string): Promise<boolean> {
  if ((await context.ask("DeleteService", { cluster, service, force: true }))?.kind !== "accepted") return false;
  const deadline = context.run.clock.now() + context.run.restMilliseconds;
  for (let round = 0; context.run.clock.now() < deadline; round++) {
    const output = await context.output("DescribeServices", { cluster, services: [service] });
    const [found] = objectsIn(output, "services");
    if (output !== undefined && (found === undefined || textIn(found, "status") === "INACTIVE")) return true;
    await context.wait(round);
  }
  return false;
}

/** A cluster with the name of a deleted one is empty. */
async function clusterAnew(context: LawContext, cluster: string): Promise<void> {
  for (const service of (await context.list("ListServices", "serviceArns", { cluster, maxResults: 100 })) ?? [])
    await serviceEnds(context, cluster, service);
  if ((await context.ask("DeleteCluster", { cluster }))?.kind !== "accepted") return;
  recordOwnNames(context, "CreateCluster", { clusterName: cluster });
  const made = objectIn(await context.output("CreateCluster", { clusterName: cluster }), "cluster");
  if (made === undefined) return;
  await context.sample(async (): Promise<Sample> => {
    const input = { clusters: [cluster], include: ["TAGS"] };
    const [now] = objectsIn(await context.output("DescribeClusters", input), "clusters");
    const services = await context.list("ListServices", "serviceArns", { cluster, maxResults: 100 });
    const tasks = await context.list("ListTasks", "taskArns", { cluster });
    if (now === undefined || services === undefined || tasks === undefined) return inconclusive;
    const { status = null, tags = [], capacityProviders = [], activeServicesCount = null } = now;
    return leftOver(
      "CreateCluster",
      { status, tags, capacityProviders, activeServicesCount, services, tasks },
      { status: "ACTIVE", tags: [], capacityProviders: [], activeServicesCount: 0, services: [], tasks: [] },
    );
  });
}

/** What differs from something new. */
function leftOver(operation: string, actual: JsonObject, fresh: JsonObject): Sample {
  const member = Object.keys(fresh).find((each) => fingerprint(actual[each]) !== fingerprint(fresh[each]));
  if (member === undefined) return undefined;
  return {
    operation,
    what: `${member} left over`,
    expected: `${member}: ${fingerprint(fresh[member])}`,
    actual: fingerprint(actual[member]),
  };
}
