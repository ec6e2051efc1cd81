import { describe, expect, test } from "vitest";
import type { Command, Plan } from "../../commands/language/plan.ts";
import { sampleAttacks } from "../../properties/laws/wire/sampleAttacks.ts";
import type { ReportedDivergence } from "../../reports/document.ts";
import { issueScript } from "../../reports/issues/issueScript.ts";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { hasCurlAndJq, scriptRunner } from "./runningScripts.ts";
import { divergence } from "./sample.ts";

const service: Plan = [
  {
    operation: "RegisterTaskDefinition",
    input: { family: "f", containerDefinitions: [{ name: "app", image: "nginx", memory: 4 }] },
  },
  { operation: "CreateCluster", input: { clusterName: "c1" } },
  {
    operation: "CreateService",
    input: {
      cluster: { ref: [1, "cluster.clusterArn"] },
      serviceName: "it's `s` $1",
      taskDefinition: { ref: [0, "taskDefinition.taskDefinitionArn"], as: "family:revision" },
      desiredCount: 1,
    },
  },
];

const cluster: Plan = [{ operation: "CreateCluster", input: { clusterName: "c1" } }];

const deregister: Command = {
  operation: "DeregisterTaskDefinition",
  input: { taskDefinition: { ref: [0, "taskDefinition.taskDefinitionArn"] } },
};

const remove: Command = { operation: "DeleteCluster", input: { cluster: { ref: [0, "cluster.clusterArn"] } } };

const ofEachKind = [
  "text-for-number",
  "no-target",
  "method-get",
  "chunked-read",
  "deep-known-member",
  "large-body",
  "invalid-utf8",
  "byte-order-mark",
];

const aim = { arn: "a", cluster: "c", stranger: "x", revision: "f:1", service: "s", placement: {} };

const bare = { rule: undefined, words: undefined, exchanges: [] };

/** A divergence of each form, its plan, and a bug that shows it. */
const shown: [string, BugName, Plan, Partial<ReportedDivergence>][] = [
  [
    "a member of the reply",
    "update-service-loses-desired-count-zero",
    [
      ...service.with(2, { operation: "CreateService", input: { ...service[2]?.input, serviceName: "s1" } }),
      {
        operation: "UpdateService",
        input: { cluster: "c1", service: { ref: [2, "service.serviceArn"] }, desiredCount: 0 },
      },
    ],
    {
      signature: "UpdateService/immediate/service.desiredCount/number→more",
      operation: "UpdateService",
      path: "service.desiredCount",
      expected: "0",
      actual: "1",
    },
  ],
  [
    "a member that a look shows",
    "create-cluster-forgets-tags",
    [{ operation: "CreateCluster", input: { clusterName: "c1", tags: [{ key: "a", value: "1" }] } }],
    {
      signature: "CreateCluster/look/ListTagsForResource/immediate/tags[]/item→missing",
      operation: "CreateCluster",
      look: "ListTagsForResource",
      path: "tags[]",
      expected: '"a"',
      actual: "absent",
      exchanges: [
        {
          command: 0,
          look: false,
          operation: "CreateCluster",
          input: "{}",
          status: 200,
          answer: '{"cluster":{"clusterArn":"arn:aws:ecs:r:1:cluster/c1"}}',
        },
        {
          command: 0,
          look: true,
          operation: "ListTagsForResource",
          input: '{"resourceArn":"arn:aws:ecs:r:1:cluster/c1"}',
          status: 200,
          answer: '{"tags":[]}',
        },
      ],
    },
  ],
  [
    "a call that ECS refuses",
    "list-clusters-accepts-max-results-zero",
    [...cluster, { operation: "ListClusters", input: { maxResults: 0 } }],
    { signature: "ListClusters/outcome/G5→accepted", operation: "ListClusters" },
  ],
  [
    "a call that ECS accepts",
    "delete-cluster-twice-refused",
    [...cluster, remove, remove],
    { signature: "DeleteCluster/outcome/accepted→ClusterNotFoundException", operation: "DeleteCluster" },
  ],
  [
    "a wrong error type",
    "server-error-on-unknown-service",
    [...cluster, { operation: "UpdateService", input: { cluster: "c1", service: "nobody", desiredCount: 1 } }],
    {
      signature: "UpdateService/error/type/SV2:ServiceNotFoundException→ServerException",
      operation: "UpdateService",
      expected: "ServiceNotFoundException",
    },
  ],
  [
    "a reply that is not in the protocol's form",
    "html-error-on-second-deregistration",
    [...service.slice(0, 1), deregister, deregister],
    {
      signature: "DeregisterTaskDefinition/reply/html",
      operation: "DeregisterTaskDefinition",
      expected: "an answer in awsJson1.1",
      actual: "<h1>",
    },
  ],
  ...(
    [
      ["bad-json-answers-server-error", "TagResource/bad JSON: HTTP 500", "a 4xx with an error type, for cut-json"],
      [
        "numbers-are-taken-for-texts",
        "TagResource/wrong JSON type: served",
        "a 4xx with an error type, for number-for-text",
      ],
      ["any-method-is-served", "TagResource/method: served", "a 4xx with an error type, for method-put"],
      ["target-service-is-ignored", "TagResource/target: served", "a 4xx with an error type, for unknown-target"],
      [
        "spoiled-tags-are-half-stored",
        "TagResource/wrong JSON type: half done",
        "all of it or nothing, for number-for-text",
      ],
    ] as const
  ).map(([bug, complaint, expected]): (typeof shown)[number] => [
    `a malformed request (${bug})`,
    bug,
    cluster,
    { signature: `law/wire/${complaint}`, operation: "TagResource", clock: "law", expected, actual: "HTTP 500" },
  ]),
];

const run = async (bug: BugName | undefined, text: string) => {
  const ran = await (await scriptRunner(bug))(text);
  return { ...ran, last: ran.out.trim().split("\n").at(-1) };
};

describe.skipIf(!hasCurlAndJq)("a script of an issue, with curl and jq", () => {
  test.each(shown)("fails for %s", async (_, bug, plan, more) => {
    const { text, gaps } = issueScript(divergence({ ...bare, ...more }), plan);
    expect(gaps).toEqual([]);
    expect(await run(bug, text)).toMatchObject({ status: 1, last: expect.stringMatching(/^FAIL/) });
    expect(await run(undefined, text)).toMatchObject({ status: 0, last: expect.stringMatching(/^as ECS/) });
  });

  test("a sound server passes each kind of malformed request", async () => {
    const run = await scriptRunner();
    for (const attack of sampleAttacks(aim).filter(({ name }) => ofEachKind.includes(name))) {
      const signature = `law/wire/${attack.operation}/${attack.kind}: HTTP 500`;
      const { text } = issueScript(divergence({ ...bare, signature, expected: `a refusal, for ${attack.name}` }), []);
      expect(text).toContain(`# the request ${attack.name}\n`);
      expect([attack.name, (await run(text)).out.trim().split("\n").at(-1)]).toEqual([attack.name, "as ECS"]);
    }
  }, 60_000);
});

test("a plan that was never shrunk is checked only where one call can show the divergence", () => {
  const gapsOf = (plan: Plan) =>
    issueScript(divergence({ ...bare, shrunk: false, operation: "CreateCluster", look: undefined }), plan).gaps;
  expect(gapsOf(service)).toEqual([]);
  expect(gapsOf([...service, ...cluster])).toEqual([expect.stringContaining("does not say which call")]);
});

test("a plan that was never shrunk is played up to the call that the report names, which is checked", () => {
  const plan = [...service, ...cluster, ...cluster];
  const many = { ...bare, shrunk: false, operation: "CreateCluster", look: undefined };
  const { gaps, calls, text } = issueScript(divergence({ ...many, command: service.length }), plan);
  expect(gaps).toEqual([]);
  expect(calls).toEqual(plan.slice(0, service.length + 1));
  expect(text).toContain("FAIL");
});

test("the script of a law plays the law's own calls, and repeats no read", () => {
  const arn = "arn:aws:ecs:us-east-1:123456789012:cluster/law-1";
  const call = (operation: string, input: object, answer: object) => ({
    command: 2,
    look: true,
    operation,
    input: JSON.stringify(input),
    status: 200,
    answer: JSON.stringify(answer),
  });
  const read = call("DescribeClusters", { clusters: [arn] }, { clusters: [{ clusterArn: arn }] });
  const exchanges = [
    call("CreateCluster", { clusterName: "law-1" }, { cluster: { clusterArn: arn } }),
    read,
    read,
    read,
  ];
  const signature = "law/recreation/DescribeClusters/tags left over";
  const { calls, gaps } = issueScript(divergence({ ...bare, clock: "law", signature, exchanges }), cluster);
  expect(gaps).toEqual([]);
  expect(calls.slice(1)).toEqual([
    { operation: "CreateCluster", input: { clusterName: "law-1" } },
    { operation: "DescribeClusters", input: { clusters: [{ ref: [1, "cluster.clusterArn"] }] } },
  ]);
  const cut = issueScript(divergence({ ...bare, clock: "law", signature, exchanges: [read] }), cluster);
  expect(cut.gaps.join()).toContain("only the last calls of the law");
});

test("a plan without the call that shows the divergence says so", () => {
  const { gaps } = issueScript(divergence({ ...bare, look: "DescribeTasks", operation: "CreateCluster" }), cluster);
  expect(gaps).toEqual([
    "The script checks nothing: the report does not say which call shows the divergence. The replay does.",
  ]);
});
