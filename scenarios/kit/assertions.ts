import { brief } from "./brief.ts";
import type { ScenarioContext } from "./context.ts";
import { EcsRefusal, type Service, type Task } from "./ecsClient.ts";
import { ScenarioFailure } from "./waiting.ts";

/** Fails unless the service exists and is ACTIVE. */
export async function assertServiceActive(context: ScenarioContext, service: string): Promise<Service> {
  const seen = await context.service(service);
  if (seen.status !== "ACTIVE")
    throw new ScenarioFailure(`service ${service} should be ACTIVE, but is ${seen.status}: ${brief(seen)}`);
  return seen;
}

/** Waits until exactly this many tasks of the service run, by its own count, by ListTasks and by DescribeTasks. */
export async function assertTaskCount(context: ScenarioContext, service: string, expected: number): Promise<Task[]> {
  const { cluster, ecs } = context;
  let tasks: Task[] = [];
  await context.waiting.until(
    `service ${service} to have ${expected} tasks RUNNING and no others`,
    async () => {
      const { runningCount, pendingCount } = await context.service(service);
      const arns = await ecs.listTasks(cluster, { serviceName: service });
      tasks = arns.length === 0 ? [] : await ecs.describeTasks(cluster, arns);
      return { runningCount, pendingCount, statuses: tasks.map(({ lastStatus }) => lastStatus) };
    },
    ({ runningCount, pendingCount, statuses }) =>
      runningCount === expected &&
      pendingCount === 0 &&
      statuses.length === expected &&
      statuses.every((status) => status === "RUNNING"),
  );
  return tasks;
}

/** Fails unless this revision of the family exists and is ACTIVE, and the family lists it. */
export async function assertTaskDefinitionRegistered(
  { ecs }: ScenarioContext,
  family: string,
  revision: number,
): Promise<void> {
  const seen = await ecs.describeTaskDefinition(`${family}:${revision}`);
  if (seen.family !== family || seen.revision !== revision || seen.status !== "ACTIVE")
    throw new ScenarioFailure(`${family}:${revision} should be registered, but is shown as ${brief(seen)}`);
  const listed = await ecs.listTaskDefinitions(family, "ACTIVE");
  if (!listed.includes(seen.taskDefinitionArn ?? ""))
    throw new ScenarioFailure(`${family}:${revision} should be listed among ${brief(listed)}`);
}

/** Waits until the service is steady, and then checks for some time that it stays so. */
export async function assertServiceStable(context: ScenarioContext, service: string): Promise<Service> {
  const steady = await context.untilService(service, "be steady with one COMPLETED deployment", isSteady);
  const { desiredCount, deployments = [] } = steady;
  const still = (seen: Service) =>
    isSteady(seen) && seen.desiredCount === desiredCount && seen.deployments?.[0]?.id === deployments[0]?.id;
  await context.waiting.stays(`service ${service}, once steady,`, () => context.service(service), still);
  return steady;
}

const isSteady = ({ status, desiredCount, runningCount, pendingCount, deployments = [] }: Service): boolean =>
  status === "ACTIVE" &&
  runningCount === desiredCount &&
  pendingCount === 0 &&
  deployments.length === 1 &&
  deployments[0]?.rolloutState === "COMPLETED";

/** Fails unless the server refuses the call with an error of one of these types; returns the refusal. */
export async function assertRefused(call: Promise<unknown>, ...types: string[]): Promise<EcsRefusal> {
  let answer: unknown;
  try {
    answer = await call;
  } catch (error) {
    if (error instanceof EcsRefusal && types.includes(error.type)) return error;
    if (error instanceof EcsRefusal)
      throw new ScenarioFailure(`should have been refused as ${types.join(" or ")}: ${error.message}`);
    throw error;
  }
  throw new ScenarioFailure(`should have been refused as ${types.join(" or ")}, but was accepted: ${brief(answer)}`);
}

/**
 * Fails unless this promise is rejected with these words in its message. It does not use the runner's `rejects`, which
 * belongs to one test at a time: scenarios that mostly wait are played together.
 */
export async function assertFails(failing: Promise<unknown>, words: string | RegExp): Promise<void> {
  let answer: unknown;
  try {
    answer = await failing;
  } catch (error) {
    const { message } = error as Error;
    if (typeof words === "string" ? message.includes(words) : words.test(message)) return;
    throw new ScenarioFailure(`should have failed with ${words}, but failed with ${message}`);
  }
  throw new ScenarioFailure(`should have failed with ${words}, but did not: ${brief(answer)}`);
}
