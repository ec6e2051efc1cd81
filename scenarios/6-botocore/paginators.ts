import { expect } from "vitest";
import type { Json, JsonObject } from "../../clients/client.ts";
import { throughBotocore } from "../kit/clients/throughClients.ts";
import type { ScenarioContext } from "../kit/context.ts";
import { sleeper } from "../kit/definitions.ts";
import { registerInstance } from "../kit/instances.ts";
import { scenario } from "../kit/scenario.ts";
import { ScenarioFailure } from "../kit/waiting.ts";

/** A list that is read in several pages. */
interface Listing {
  readonly input: JsonObject;
  readonly pageSize?: number;
  /** What identifies an item; by default the item itself. */
  readonly idOf?: (item: Json) => string;
  /** The ids that the pages must have together. */
  readonly whole: readonly string[];
  /** Which other items are not the scenario's. */
  readonly isOurs?: (id: string) => boolean;
}

/** botocore reads the pages of an operation: together they must have every item, and each once. */
const pagesOf = (operation: string, prepare: (context: ScenarioContext) => Promise<Listing>) =>
  throughBotocore(async (context, botocore) => {
    const { input, pageSize = 2, idOf = String, whole, isOurs = () => true } = await prepare(context);
    const pages = await botocore.paginate(operation, input, pageSize);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(pageSize);
    const ids = pages.flat().map(idOf).filter(isOurs);
    expect(ids.sort()).toEqual([...whole].sort());
  });

const member =
  (name: string) =>
  (item: Json): string =>
    String((item as JsonObject)[name]);

const numbers = [1, 2, 3, 4, 5];

/** Does one after the other, so that the order of creation is certain. */
async function inTurn<Result>(make: (number: number) => Promise<Result>): Promise<Result[]> {
  const made: Result[] = [];
  for (const number of numbers) made.push(await make(number));
  return made;
}

scenario(
  "botocore paginators: ListClusters",
  { programs: ["botocore"], bug: "following-pages-omit-an-item" },
  pagesOf("ListClusters", async ({ ecs, unique }) => {
    const made = await inTurn((number) => ecs.createCluster(unique(`page-${number}`)));
    const whole = made.map(({ clusterArn = "" }) => clusterArn);
    return { input: {}, whole, isOurs: (arn) => arn.includes(unique("page-")) };
  }),
);

scenario(
  "botocore paginators: ListServices",
  { programs: ["botocore"], bug: "list-services-page-skips-one" },
  pagesOf("ListServices", async (context) => {
    const taskDefinition = await context.define("web", [sleeper()]);
    const made = await inTurn((number) => context.serve(`web-${number}`, taskDefinition, 0));
    return { input: { cluster: context.cluster }, whole: made.map(({ serviceArn = "" }) => serviceArn) };
  }),
);

scenario(
  "botocore paginators: ListServicesByNamespace",
  { programs: ["botocore"], bug: "following-pages-omit-an-item" },
  pagesOf("ListServicesByNamespace", async (context) => {
    const { cluster, ecs, unique } = context;
    const namespace = unique("namespace");
    await ecs.call("UpdateCluster", { cluster, serviceConnectDefaults: { namespace } });
    const taskDefinition = await context.define("web", [sleeper()]);
    await context.serve("alone", taskDefinition, 0);
    const serviceConnectConfiguration = { enabled: true };
    const made = await inTurn((number) =>
      context.serve(`web-${number}`, taskDefinition, 0, { serviceConnectConfiguration }),
    );
    return { input: { namespace }, whole: made.map(({ serviceArn = "" }) => serviceArn) };
  }),
);

scenario(
  "botocore paginators: ListServiceDeployments",
  { programs: ["botocore"], bug: "list-service-deployments-page-skips-one" },
  pagesOf("ListServiceDeployments", async (context) => {
    const { cluster, ecs } = context;
    const { serviceName: service } = await context.serve("web", await context.define("web", [sleeper()]), 0);
    await inTurn(() => ecs.updateService({ cluster, service, forceNewDeployment: true }));
    const idOf = member("serviceDeploymentArn");
    const { serviceDeployments = [] } = await ecs.call("ListServiceDeployments", { cluster, service });
    if (serviceDeployments.length <= numbers.length)
      throw new ScenarioFailure(`the service has only ${serviceDeployments.length} service deployments`);
    return {
      input: { cluster, service },
      idOf,
      whole: serviceDeployments.map((each) => each.serviceDeploymentArn ?? ""),
    };
  }),
);

scenario(
  "botocore paginators: ListTaskDefinitions",
  { programs: ["botocore"], bug: "following-pages-repeat-an-item" },
  pagesOf("ListTaskDefinitions", async (context) => {
    await inTurn(() => context.define("web", [sleeper()]));
    const familyPrefix = context.unique("web");
    const { taskDefinitionArn = "" } = await context.ecs.describeTaskDefinition(`${familyPrefix}:1`);
    return { input: { familyPrefix }, whole: numbers.map((number) => taskDefinitionArn.replace(/1$/, String(number))) };
  }),
);

scenario(
  "botocore paginators: ListTaskDefinitionFamilies",
  { programs: ["botocore"], bug: "following-pages-omit-an-item" },
  pagesOf("ListTaskDefinitionFamilies", async (context) => {
    await inTurn((number) => context.define(`page-${number}`, [sleeper()]));
    const familyPrefix = context.unique("page-");
    return { input: { familyPrefix }, whole: numbers.map((number) => `${familyPrefix}${number}`) };
  }),
);

scenario(
  "botocore paginators: ListTasks",
  { needs: ["tasks"], programs: ["botocore"], bug: "following-pages-repeat-an-item" },
  pagesOf("ListTasks", async (context) => {
    const tasks = await context.run(await context.define("job", [sleeper()]), { count: numbers.length });
    return { input: { cluster: context.cluster }, whole: tasks.map(({ taskArn = "" }) => taskArn) };
  }),
);

scenario(
  "botocore paginators: ListContainerInstances",
  { programs: ["botocore"], bug: "following-pages-omit-an-item" },
  pagesOf("ListContainerInstances", async (context) => {
    const whole = await inTurn(() => registerInstance(context, { cpu: 1024, memory: 1024 }));
    return { input: { cluster: context.cluster }, whole };
  }),
);

scenario(
  "botocore paginators: ListAttributes",
  { programs: ["botocore"], bug: "following-pages-repeat-an-item" },
  pagesOf("ListAttributes", async (context) => {
    const { cluster } = context;
    const targetId = await registerInstance(context, { cpu: 1024, memory: 1024 });
    const whole = numbers.map((number) => `rack-${number}`);
    await context.ecs.call("PutAttributes", { cluster, attributes: whole.map((name) => ({ name, targetId })) });
    const input = { cluster, targetType: "container-instance" };
    return { input, idOf: member("name"), whole, isOurs: (name) => name.startsWith("rack-") };
  }),
);

scenario(
  "botocore paginators: ListAccountSettings",
  { programs: ["botocore"], bug: "following-pages-omit-an-item" },
  pagesOf("ListAccountSettings", async ({ ecs }) => {
    const { settings = [] } = await ecs.call("ListAccountSettings", { effectiveSettings: true });
    return { input: { effectiveSettings: true }, idOf: member("name"), whole: settings.map(({ name = "" }) => name) };
  }),
);

scenario(
  "botocore paginators: DescribeCapacityProviders",
  { programs: ["botocore"], bug: "following-pages-repeat-an-item" },
  pagesOf("DescribeCapacityProviders", async () => ({
    input: { capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
    pageSize: 1,
    idOf: member("name"),
    whole: ["FARGATE", "FARGATE_SPOT"],
  })),
);
