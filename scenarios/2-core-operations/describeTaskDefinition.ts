import { expect } from "vitest";
import { assertRefused } from "../kit/assertions.ts";
import { definitionOf, sleeper } from "../kit/definitions.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Describe latest task definition",
  { bug: "describe-family-returns-inactive-revision" },
  async ({ ecs, unique }) => {
    const family = unique("latest");
    for (const value of ["1", "2", "3"])
      await ecs.registerTaskDefinition(definitionOf(family, [sleeper("app", { environment: [{ name: "N", value }] })]));
    const latest = async () => {
      const { revision, containerDefinitions } = await ecs.describeTaskDefinition(family);
      return { revision, n: containerDefinitions?.[0]?.environment?.[0]?.value };
    };
    expect(await latest()).toEqual({ revision: 3, n: "3" });
    await ecs.deregisterTaskDefinition(`${family}:3`);
    expect(await latest()).toEqual({ revision: 2, n: "2" });
    const arn = (await ecs.describeTaskDefinition(`${family}:1`)).taskDefinitionArn ?? "";
    expect((await ecs.describeTaskDefinition(arn)).revision).toBe(1);
  },
);

scenario(
  "Describe latest task definition: an unknown one is refused",
  { bug: "describe-unknown-task-definition-raises-resource-not-found" },
  async ({ ecs, unique }) => {
    await assertRefused(ecs.describeTaskDefinition(unique("unknown")), "ClientException");
    await ecs.registerTaskDefinition(definitionOf(unique("known"), [sleeper()]));
    await assertRefused(ecs.describeTaskDefinition(`${unique("known")}:2`), "ClientException");
  },
);

scenario(
  "List task definition families",
  { bug: "list-families-active-includes-inactive" },
  async ({ ecs, unique }) => {
    const [a, b, c] = [unique("family-a"), unique("family-b"), unique("family-c")];
    for (const family of [a, b, c, a]) await ecs.registerTaskDefinition(definitionOf(family, [sleeper()]));
    const listed = async (...status: ["ACTIVE" | "INACTIVE"] | []) =>
      (await ecs.listTaskDefinitionFamilies(unique("family-"), ...status)).sort();
    expect(await listed()).toEqual([a, b, c]);
    await ecs.deregisterTaskDefinition(`${b}:1`);
    await ecs.deregisterTaskDefinition(`${a}:1`);
    expect(await listed("ACTIVE")).toEqual([a, c]);
    expect(await listed("INACTIVE")).toEqual([b]);
    expect(await listed()).toEqual([a, b, c]);
  },
);

scenario(
  "List task definition families: each lists only its own revisions",
  { bug: "list-task-definitions-family-is-a-prefix" },
  async ({ ecs, unique }) => {
    for (const word of ["web", "web-admin"]) await ecs.registerTaskDefinition(definitionOf(unique(word), [sleeper()]));
    expect((await ecs.listTaskDefinitions(unique("web"))).map((arn) => arn.replace(/.*\//, ""))).toEqual([
      `${unique("web")}:1`,
    ]);
  },
);

scenario(
  "List task definition families: revisions in ascending or descending order",
  { bug: "list-task-definitions-ignores-descending" },
  async ({ ecs, unique }) => {
    const familyPrefix = unique("ordered");
    // Eleven revisions: sorted as text, 10 and 11 would come before 2.
    for (let count = 0; count < 11; count++) await ecs.registerTaskDefinition(definitionOf(familyPrefix, [sleeper()]));
    const revisions = async (sort: "ASC" | "DESC") => {
      const { taskDefinitionArns = [] } = await ecs.call("ListTaskDefinitions", { familyPrefix, sort });
      return taskDefinitionArns.map((arn) => Number(arn.split(":").at(-1)));
    };
    const upwards = Array.from({ length: 11 }, (_, index) => index + 1);
    expect(await revisions("ASC")).toEqual(upwards);
    expect(await revisions("DESC")).toEqual(upwards.toReversed());
  },
);
