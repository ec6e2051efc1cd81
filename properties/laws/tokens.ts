import type { JsonObject } from "../../clients/client.ts";
import { fingerprint, objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { LawContext, Sample } from "./lawContext.ts";
import { inconclusive } from "./lawContext.ts";
import { onFargate, ownCluster, ownRevision } from "./lawFixtures.ts";

export const tokens: Law = {
  name: "tokens",
  says: "A second identical request with a client token does nothing and answers the same (rows TK5, SV10).",
  least: 2,
  async check(context) {
    const cluster = (await ownCluster(context, "tokens"))?.name;
    const revision = await ownRevision(context, context.name("tokens"));
    if (cluster === undefined || revision === undefined) return;
    const placed = { cluster, taskDefinition: revision, ...onFargate(context) };
    for (const count of [1, 2]) {
      const clientToken = context.name("t");
      await twice(
        context,
        "RunTask",
        { ...placed, count, startedBy: clientToken.slice(-30), clientToken },
        tasksIn,
        () => tasksStarted(context, cluster, clientToken.slice(-30)),
      );
    }
    const serviceName = context.name("s");
    const input = { ...placed, serviceName, desiredCount: 0, clientToken: context.name("t").slice(-36) };
    await twice(context, "CreateService", input, serviceIn, () => servicesIn(context, cluster));
  },
};

/** Makes a call twice: the second returns the same as the first, and no additional resource exists afterwards. */
async function twice(
  context: LawContext,
  operation: "RunTask" | "CreateService",
  input: JsonObject,
  made: (output: JsonObject) => string[],
  there: () => Promise<string[] | undefined>,
): Promise<void> {
  const first = await context.output(operation, input);
  const once = first && made(first);
  if (once === undefined || once.length === 0) return;
  const second = await context.ask(operation, input);
  if (second === undefined) return;
  const complaint = (what: string, actual: string) => ({
    operation,
    what,
    expected: `what the first answered: ${fingerprint(once)}`,
    actual,
  });
  if (second.kind === "refused")
    return context.report(complaint("second refused", `${second.type}: ${second.message}`));
  const again = fingerprint(made(second.output));
  if (again !== fingerprint(once)) return context.report(complaint("second answers otherwise", again));
  context.passed();
  await context.sample(async (): Promise<Sample> => {
    const found = await there();
    if (found === undefined) return inconclusive;
    const more = found.find((arn) => !once.includes(arn));
    return more === undefined ? undefined : complaint("second makes more", `${more} is there too`);
  });
}

const arnsOf = (resources: readonly JsonObject[], member: string): string[] =>
  resources.map((resource) => textIn(resource, member) ?? "").sort();

const tasksIn = (output: JsonObject): string[] => arnsOf(objectsIn(output, "tasks"), "taskArn");

function serviceIn(output: JsonObject): string[] {
  const service = objectIn(output, "service");
  return service === undefined ? [] : arnsOf([service], "serviceArn");
}

async function tasksStarted(context: LawContext, cluster: string, startedBy: string): Promise<string[] | undefined> {
  const of = (desiredStatus: string) => context.list("ListTasks", "taskArns", { cluster, startedBy, desiredStatus });
  const [running, stopped] = [await of("RUNNING"), await of("STOPPED")];
  return running === undefined || stopped === undefined ? undefined : [...running, ...stopped];
}

const servicesIn = (context: LawContext, cluster: string): Promise<string[] | undefined> =>
  context.list("ListServices", "serviceArns", { cluster, maxResults: 100 });
