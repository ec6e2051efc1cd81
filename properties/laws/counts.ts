import type { JsonObject } from "../../clients/client.ts";
import { takeInventory } from "./inventory.ts";
import { objectsIn, textIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Violation } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { ownCluster, ownRevision, ownService, ownTasks } from "./lawFixtures.ts";

export const counts: Law = {
  name: "counts",
  says: "A cluster's and its services' counts equal what its lists say, once at rest (row CC6).",
  least: 2,
  async check(context) {
    for (const { name } of (await takeInventory(context)).clusters) await countedRight(context, name, 0);
    const cluster = (await ownCluster(context, "counts"))?.name;
    const revision = await ownRevision(context, context.name("counts"));
    if (cluster === undefined || revision === undefined) return;
    const service = context.name("s");
    await ownService(context, { cluster, revision, name: service, desiredCount: 2 });
    await ownService(context, { cluster, revision, name: context.name("s"), desiredCount: 0 });
    const [task] = await ownTasks(context, { cluster, revision, count: 2 });
    const counted = () => countedRight(context, cluster, context.run.restMilliseconds);
    if (!(await counted())) return;
    await context.ask("UpdateService", { cluster, service, desiredCount: 1 });
    if (task !== undefined) await context.ask("StopTask", { cluster, task });
    if (!(await counted())) return;
    await context.ask("DeleteService", { cluster, service, force: true });
    await counted();
  },
};

/** The contents of a cluster as its lists show them. */
interface Listed {
  readonly services: readonly JsonObject[];
  readonly tasks: readonly JsonObject[];
  /** All tasks that should run are running, and all others have stopped. */
  readonly rests: boolean;
}

/**
 * Waits until the lists show a cluster at rest, at most `patience` milliseconds, and then until its counts agree with
 * them or the deadline for rest is over. Where tasks do not start by themselves, only services are counted. Returns
 * false when it never was at rest or miscounts: it need not be waited for again.
 */
async function countedRight(context: LawContext, cluster: string, patience: number): Promise<boolean> {
  const { clock, restMilliseconds } = context.run;
  const start = clock.now();
  let restedSince: number | undefined;
  for (let round = 0; ; round++) {
    const before = await listed(context, cluster);
    const described = await clusterOf(context, cluster);
    const after = await listed(context, cluster);
    const rests = before?.rests === true && after?.rests === true && same(before, after);
    // The description of the services is older than the task list read with it: only the later one must agree.
    const complaint = rests && described !== undefined ? miscount(context, described, after) : inconclusive;
    if (complaint === undefined) {
      context.passed();
      return true;
    }
    const now = clock.now();
    if (complaint === inconclusive) {
      restedSince = undefined;
      if (now - start >= patience) return false;
    } else {
      restedSince ??= now;
      if (now - restedSince >= restMilliseconds || context.isReportedBefore(complaint)) {
        context.report(complaint);
        return false;
      }
    }
    await context.wait(round);
  }
}

async function listed(context: LawContext, cluster: string): Promise<Listed | undefined> {
  const arns = await context.list("ListServices", "serviceArns", { cluster, maxResults: 100 });
  if (arns === undefined || arns.length > 10) return undefined;
  const services =
    arns.length === 0
      ? []
      : objectsIn(await context.output("DescribeServices", { cluster, services: arns }), "services");
  const tasks: JsonObject[] = [];
  for (const desiredStatus of ["RUNNING", "STOPPED"]) {
    const found = await context.list("ListTasks", "taskArns", { cluster, desiredStatus });
    if (found === undefined || found.length > 100) return undefined;
    if (found.length > 0)
      tasks.push(...objectsIn(await context.output("DescribeTasks", { cluster, tasks: found }), "tasks"));
  }
  return { services, tasks, rests: !context.run.abilities.tasks || isAtRest(services, tasks) };
}

const isAtRest = (services: readonly JsonObject[], tasks: readonly JsonObject[]): boolean =>
  tasks.every((task) => task.lastStatus === task.desiredStatus) &&
  services.every((service) => tasksOf(service, tasks).length === service.desiredCount);

const tasksOf = (service: JsonObject, tasks: readonly JsonObject[]): JsonObject[] =>
  tasks.filter(
    ({ group, desiredStatus }) => group === `service:${textIn(service, "serviceName")}` && desiredStatus === "RUNNING",
  );

const same = (a: Listed, b: Listed): boolean => stateOf(a) === stateOf(b);

const stateOf = ({ services, tasks }: Listed): string =>
  [
    ...services.map((service) => `${textIn(service, "serviceArn")} ${service.desiredCount}`),
    ...tasks.map((task) => `${textIn(task, "taskArn")} ${textIn(task, "lastStatus")}`),
  ]
    .sort()
    .join();

async function clusterOf(context: LawContext, name: string): Promise<JsonObject | undefined> {
  return objectsIn(await context.output("DescribeClusters", { clusters: [name] }), "clusters")[0];
}

/** The first count that differs from the lists. */
function miscount(context: LawContext, described: JsonObject, { services, tasks }: Listed): Violation | undefined {
  const running = tasks.filter(({ lastStatus }) => lastStatus === "RUNNING").length;
  const counted = (operation: string, of: JsonObject, member: string, expected: number) =>
    of[member] === expected
      ? undefined
      : {
          operation,
          what: `${member} ${Number(of[member]) > expected ? "too high" : "too low"}`,
          expected: `${expected}, as the lists say`,
          actual: String(of[member]),
          rule: "CC6" as const,
        };
  const wrong = counted("DescribeClusters", described, "activeServicesCount", services.length);
  if (wrong !== undefined || !context.run.abilities.tasks) return wrong;
  return (
    counted("DescribeClusters", described, "runningTasksCount", running) ??
    counted("DescribeClusters", described, "pendingTasksCount", 0) ??
    services
      .map((service) => counted("DescribeServices", service, "runningCount", tasksOf(service, tasks).length))
      .find((complaint) => complaint !== undefined)
  );
}
