import { expect, test } from "vitest";
import { onFargate, startWith, web } from "./simulatorClient.ts";

const cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/c";

test("tags are merged and removed by key (T2)", async () => {
  const client = await startWith([]);
  const list = async () => (await client.call("ListTagsForResource", { resourceArn: cluster })).tags;
  await client.call("TagResource", {
    resourceArn: cluster,
    tags: [
      { key: "a", value: "1" },
      { key: "A", value: "2" },
    ],
  });
  await client.call("TagResource", { resourceArn: cluster, tags: [{ key: "a", value: "3" }] });
  expect(await list()).toEqual([
    { key: "a", value: "3" },
    { key: "A", value: "2" },
  ]);
  expect(await client.call("UntagResource", { resourceArn: cluster, tagKeys: ["a", "nothing"] })).toEqual({});
  expect(await list()).toEqual([{ key: "A", value: "2" }]);
});

test.for([
  [[{ key: "", value: "v" }], "InvalidParameterException"],
  [[{ key: "k".repeat(129), value: "v" }], "InvalidParameterException"],
  [[{ key: "k", value: "v".repeat(257) }], "InvalidParameterException"],
  [[{ key: "AWS:k", value: "v" }], "InvalidParameterException"],
  [[{ key: "k*", value: "v" }], "InvalidParameterException"],
  [
    [
      { key: "k", value: "v" },
      { key: "k", value: "w" },
    ],
    "InvalidParameterException",
  ],
] as const)("the tags %j are refused (T1)", async ([tags, type]) => {
  const client = await startWith([]);
  expect(await client.refusal("TagResource", { resourceArn: cluster, tags })).toBe(type);
  expect(await client.refusal("CreateCluster", { clusterName: "d", tags })).toBe(type);
  expect((await client.call("ListTagsForResource", { resourceArn: cluster })).tags).toEqual([]);
});

test("services, tasks and revisions have tags, shown on demand, gone with the resource (T3, T8)", async () => {
  const client = await startWith([web]);
  const tags = [{ key: "k", value: "v" }];
  const input = { cluster: "c", serviceName: "s", taskDefinition: "f", desiredCount: 1, tags, ...onFargate };
  const { service } = await client.call("CreateService", { ...input, propagateTags: "SERVICE" });
  expect(service.tags).toEqual(tags);
  expect((await client.service("s")).tags).toBeUndefined();
  await client.advance(5);
  const { taskArns } = await client.call("ListTasks", { cluster: "c" });
  expect((await client.call("ListTagsForResource", { resourceArn: taskArns[0] })).tags).toEqual(tags);
  const included = await client.call("DescribeTasks", { cluster: "c", tasks: taskArns, include: ["TAGS"] });
  expect(included.tasks[0].tags).toEqual(tags);
  await client.call("DeleteService", { cluster: "c", service: "s", force: true });
  await client.advance(60);
  const gone = { resourceArn: service.serviceArn };
  expect(await client.refusal("ListTagsForResource", gone)).toBe("InvalidParameterException");
  await client.call("DeleteCluster", { cluster: "c" });
  expect(await client.refusal("ListTagsForResource", { resourceArn: cluster })).toBe("InvalidParameterException");
});

test.for([
  ["cluster/d", "ClusterNotFoundException"],
  ["service/s", "InvalidParameterException"],
  ["service/c/s", "InvalidParameterException"],
  ["task-definition/f:1", "InvalidParameterException"],
  ["nonsense/c", "InvalidParameterException"],
  ["cluster/a/b:c", "InvalidParameterException"],
] as const)("%s cannot be tagged: %s (T4–T6)", async ([resource, type]) => {
  const client = await startWith([]);
  const resourceArn = `arn:aws:ecs:us-east-1:123456789012:${resource}`;
  expect(await client.refusal("TagResource", { resourceArn, tags: [{ key: "k", value: "v" }] })).toBe(type);
});
