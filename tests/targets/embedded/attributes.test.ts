import { expect, test } from "vitest";
import { type Answer, type SimulatorClient, start } from "./simulatorClient.ts";

const c = { cluster: "c" };
const targetType = "container-instance";

async function withInstances(count: number): Promise<{ client: SimulatorClient; arns: string[] }> {
  const client = await start();
  await client.call("CreateCluster", { clusterName: "c" });
  const arns: string[] = [];
  for (let index = 0; index < count; index++) {
    arns.push((await client.call("RegisterContainerInstance", c)).containerInstance.containerInstanceArn);
  }
  return { client, arns };
}

test("attributes are put, replaced, listed and deleted (AT1, AT2)", async () => {
  const { client, arns } = await withInstances(2);
  const [first = "", second = ""] = arns;
  const listed = async (more: object = {}): Promise<Answer> =>
    (await client.call("ListAttributes", { ...c, targetType, ...more })).attributes;
  for (const value of ["a", "b"]) {
    await client.call("PutAttributes", { ...c, attributes: [{ name: "stack", value, targetId: first }] });
  }
  await client.call("PutAttributes", { ...c, attributes: [{ name: "rack", targetId: second.slice(-32), targetType }] });
  expect(await listed()).toEqual([
    { name: "stack", value: "b", targetId: first },
    { name: "rack", targetId: second },
  ]);
  expect(await listed({ attributeName: "stack", attributeValue: "a" })).toEqual([]);
  expect(await listed({ attributeName: "rack" })).toHaveLength(1);
  const page = await client.call("ListAttributes", { ...c, targetType, maxResults: 1 });
  expect(page.attributes).toHaveLength(1);
  expect(await listed({ maxResults: 1, nextToken: page.nextToken })).toEqual([{ name: "rack", targetId: second }]);
  const gone = { ...c, attributes: [{ name: "stack", targetId: first }] };
  expect((await client.call("DeleteAttributes", gone)).attributes).toEqual([
    { name: "stack", value: "b", targetId: first },
  ]);
  await client.call("DeleteAttributes", gone);
  expect(await listed()).toHaveLength(1);
});

test.for([
  ["a short target without its type", { name: "a", targetId: "0".repeat(32) }, "InvalidParameterException"],
  ["an unknown target", { name: "a", targetId: "0".repeat(32), targetType }, "TargetNotFoundException"],
  ["no target", { name: "a" }, "InvalidParameterException"],
  ["a bad name", { name: "a b" }, "InvalidParameterException"],
  ["a value with a space before", { name: "a", value: " b" }, "InvalidParameterException"],
  ["another type", { name: "a", targetType: "cluster" }, "InvalidParameterException"],
] as const)("%s is refused (AT1)", async ([, attribute, type]) => {
  const { client } = await withInstances(1);
  expect(await client.refusal("PutAttributes", { ...c, attributes: [attribute] })).toBe(type);
});

test("ten attributes at most are one's own, and a refusal adds none of them (AT1)", async () => {
  const { client, arns } = await withInstances(1);
  const some = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index}`, targetId: arns[0] }));
  await client.call("PutAttributes", { ...c, attributes: some(9, "a") });
  await client.call("PutAttributes", { ...c, attributes: some(10, "ecs.") });
  expect(await client.refusal("PutAttributes", { ...c, attributes: some(2, "b") })).toBe(
    "AttributeLimitExceededException",
  );
  expect(await client.refusal("PutAttributes", { ...c, attributes: some(11, "a") })).toBe("InvalidParameterException");
  const { attributes } = await client.call("ListAttributes", { ...c, targetType });
  expect(attributes).toHaveLength(19);
  for (const input of [{ targetType: "x" }, {}, { targetType, attributeValue: "v" }]) {
    expect(await client.refusal("ListAttributes", { ...c, ...input })).toBe("InvalidParameterException");
  }
});
