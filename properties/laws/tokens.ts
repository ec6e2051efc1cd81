import type { JsonObject } from "../../clients/client.ts";
import { fingerprint, objectIn, objectsIn, textIn } from "./jsonMembers.ts";
import type { Law } from "./law.ts";
import type { Ground, Sample } from "./lawContext.ts";
import { unseen } from "./lawContext.ts";
import { onFargate, ownCluster, ownRevision } from "./lawFixtures.ts";

export const tokens: Law = {
  name: "tokens",
  says: "A second identical request with a client token does nothing and answers the same (rows TK5, SV10).",
  least: 2,
  async check(ground) {
    const cluster = (await ownCluster(ground, "tokens"))?.name;
    const revision = await ownRevision(ground, ground.name("tokens"));
    if (cluster === undefined || revision === undefined) return;
    const placed = { cluster, taskDefinition: revision, ...onFargate(ground) };
    for (const count of [1, 2]) {
      const clientToken = ground.name("t");
      await twice(
        ground,
        "RunTask",
        { ...placed, count, startedBy: clientToken.slice(-30), clientToken },
        tasksIn,
        () => tasksStarted(ground, cluster, clientToken.slice(-30)),
      );
    }
    const serviceName = ground.name("s");
    const input = { ...placed, serviceName, desiredCount: 0, clientToken: ground.name("t").slice(-36) };
    await twice(ground, "CreateService", input, serviceIn, () => servicesIn(ground, cluster));
  },
};

/** Makes a call twice: the second answers what the first did, and nothing more is there afterwards. */
async function twice(
  ground: Ground,
  operation: "RunTask" | "CreateService",
  input: JsonObject,
  made: (output: JsonObject) => string[],
  there: () => Promise<string[] | undefined>,
): Promise<void> {
  const first = await ground.output(operation, input);
  const once = first && made(first);
  if (once === undefined || once.length === 0) return;
  const second = await ground.ask(operation, input);
  if (second === undefined) return;
  const complaint = (what: string, actual: string) => ({
    operation,
    what,
    expected: `what the first answered: ${fingerprint(once)}`,
    actual,
  });
  if (second.kind === "refused") return ground.tell(complaint("second refused", `${second.type}: ${second.message}`));
  const again = fingerprint(made(second.output));
  if (again !== fingerprint(once)) return ground.tell(complaint("second answers otherwise", again));
  ground.passed();
  await ground.sample(async (): Promise<Sample> => {
    const found = await there();
    if (found === undefined) return unseen;
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

async function tasksStarted(ground: Ground, cluster: string, startedBy: string): Promise<string[] | undefined> {
  const of = (desiredStatus: string) => ground.list("ListTasks", "taskArns", { cluster, startedBy, desiredStatus });
  const [running, stopped] = [await of("RUNNING"), await of("STOPPED")];
  return running === undefined || stopped === undefined ? undefined : [...running, ...stopped];
}

const servicesIn = (ground: Ground, cluster: string): Promise<string[] | undefined> =>
  ground.list("ListServices", "serviceArns", { cluster, maxResults: 100 });
