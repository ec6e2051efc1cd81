import { expect } from "vitest";
import { assertRefused, assertTaskDefinitionRegistered } from "../kit/assertions.ts";
import { definitionOf, sleeper, webServer } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario("Register simple task definition", { bug: "register-loses-empty-tag-value" }, async (context) => {
  const { ecs, unique } = context;
  const family = unique("simple");
  const tags = [
    { key: "team", value: "a" },
    { key: "empty", value: "" },
  ];
  const { taskDefinition, tags: shown = [] } = await ecs.call("RegisterTaskDefinition", {
    ...definitionOf(family, [webServer()]),
    tags,
  });
  expect(taskDefinition).toMatchObject({
    family,
    revision: 1,
    status: "ACTIVE",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "512",
    containerDefinitions: [
      {
        name: "web",
        image: webServer().image,
        cpu: 0,
        essential: true,
        environment: [],
        mountPoints: [],
        volumesFrom: [],
        portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }],
      },
    ],
  });
  expect(taskDefinition?.taskDefinitionArn).toMatch(new RegExp(`:task-definition/${family}:1$`));
  expect(shown).toHaveLength(2);
  expect(shown).toEqual(expect.arrayContaining(tags));
  await assertTaskDefinitionRegistered(context, family, 1);
});

scenario(
  "Register multi-container task definition",
  { bug: "register-makes-all-containers-essential" },
  async (context) => {
    const family = context.unique("multi");
    const environment = [{ name: "LEVEL", value: "debug" }];
    const sidecar = sleeper("sidecar", {
      essential: false,
      environment,
      cpu: 64,
      memory: 128,
      dependsOn: [{ containerName: "web", condition: "START" }],
    });
    await context.ecs.registerTaskDefinition(definitionOf(family, [webServer(), sidecar, sleeper("agent")]));
    const { containerDefinitions = [] } = await context.ecs.describeTaskDefinition(`${family}:1`);
    const byName = Object.fromEntries(containerDefinitions.map((container) => [container.name, container]));
    expect(Object.keys(byName).sort()).toEqual(["agent", "sidecar", "web"]);
    expect(byName.sidecar).toMatchObject({
      essential: false,
      environment,
      cpu: 64,
      memory: 128,
      command: sidecar.command,
      dependsOn: [{ containerName: "web", condition: "START" }],
    });
    expect(byName.agent).toMatchObject({ essential: true, environment: [] });
    await assertTaskDefinitionRegistered(context, family, 1);
  },
);

const invalid = [
  [],
  [{ image: "busybox" }],
  [{ name: "app" }],
  [sleeper("my app")],
  [sleeper("app", { essential: false })],
];

scenario(
  "Register invalid task definition: nothing is registered",
  { bug: "definition-without-essential-container-accepted" },
  async ({ ecs, unique }) => {
    const family = unique("invalid");
    const types = ["ClientException", "InvalidParameterException"];
    for (const containers of invalid)
      await assertRefused(ecs.registerTaskDefinition(definitionOf(family, containers)), ...types);
    const bare = { family, containerDefinitions: [{ name: "app", image: "busybox" }] };
    await assertRefused(ecs.registerTaskDefinition(bare), ...types);
    expect(await ecs.listTaskDefinitions(family)).toEqual([]);
  },
);

scenario(
  "Register invalid task definition: Fargate has no such size",
  { bug: "any-fargate-size-accepted" },
  async ({ ecs, unique }) => {
    const family = unique("size");
    const wrong = [{ cpu: "1024", memory: "1024" }, { cpu: "300" }, { networkMode: "bridge" as const }];
    for (const more of wrong)
      await assertRefused(ecs.registerTaskDefinition(definitionOf(family, [sleeper()], more)), "ClientException");
    const { revision } = await ecs.registerTaskDefinition(
      definitionOf(family, [sleeper()], { cpu: "1 vCPU", memory: "2 GB" }),
    );
    expect(revision).toBe(1);
    expect(await ecs.describeTaskDefinition(family)).toMatchObject({ cpu: "1024", memory: "2048" });
  },
);
