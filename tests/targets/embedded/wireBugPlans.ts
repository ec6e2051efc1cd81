import type { wireBugs } from "../../../targets/embedded/bugs/wire.ts";
import { c, createC, created, describeC, describeS, registered, type Step } from "./planSteps.ts";

const arn = "$1.cluster.clusterArn";
const tagged = { resourceArn: "arn:aws:ecs:us-east-1:123456789012:cluster/c", tags: [{ key: "a", value: "1" }] };
const listTags: Step = ["ListTagsForResource", { resourceArn: arn }];
const deleteS: Step = ["DeleteService", { ...c, service: "s", force: true }];
const described: Step = ["DescribeServices", { ...c, services: ["s"], include: ["TAGS"] }];
const enabled = { settings: [{ name: "containerInsights", value: "enabled" }] };
const half = { ...tagged, tags: [...tagged.tags, { key: "b", value: 1 }] };

export const wireBugPlans: Readonly<Record<(typeof wireBugs)[number]["name"], readonly Step[]>> = {
  "bad-json-answers-server-error": [createC, ["TagResource", {}, { body: "{" }]],
  "numbers-are-taken-for-texts": [createC, ["TagResource", half]],
  "any-method-is-served": [createC, ["TagResource", tagged, { method: "PUT" }], listTags],
  "target-service-is-ignored": [createC, ["TagResource", tagged, { target: "NoSuchService.TagResource" }], listTags],
  "unknown-operation-answers-nothing": [["TagEverything", {}]],
  "chunked-body-is-ignored": [createC, ["TagResource", tagged, { chunked: true }], listTags],
  "spoiled-tags-are-half-stored": [createC, ["TagResource", half], listTags],
  "deep-json-crashes-the-server": [["ListClusters", {}, { body: `{"nothing":${"[".repeat(5000)}` }]],
  "large-body-is-never-answered": [["ListClusters", { nothing: "x".repeat(1_100_000) }]],
  "list-services-continues-by-offset": [
    createC,
    registered(),
    ...["s", "t", "u"].map((serviceName) => created(0, { serviceName })),
    ["ListServices", { ...c, maxResults: 1 }],
    deleteS,
    ["ListServices", { ...c, maxResults: 1, nextToken: "$6.nextToken" }],
  ],
  "describing-statistics-resets-settings": [
    ["CreateCluster", { clusterName: "c", ...enabled }],
    ["DescribeClusters", { clusters: ["c"], include: ["STATISTICS"] }],
    describeC,
  ],
  "recreated-service-keeps-old-tags": [
    createC,
    registered(),
    created(0, { tags: [{ key: "k", value: "v" }] }),
    deleteS,
    60,
    created(0),
    describeS,
    described,
  ],
  "tagged-revision-loses-empty-value": [
    registered(),
    ["TagResource", { resourceArn: "$1.taskDefinition.taskDefinitionArn", tags: [{ key: "k", value: "" }] }],
    ["ListTagsForResource", { resourceArn: "$1.taskDefinition.taskDefinitionArn" }],
  ],
};
