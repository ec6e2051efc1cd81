import { describe, expect, test } from "vitest";
import { parse, text } from "../../../checker/signature.ts";
import type { Divergence } from "../../../properties/judge/divergence.ts";
import { deduplicate } from "../../../properties/triage/deduplicate.ts";
import type { Candidate } from "../../../properties/triage/reportedFault.ts";

const divergence = (written: string, command = 1, operation = "DeleteCluster"): Divergence => ({
  signature: parse(written),
  operation,
  clock: "immediate",
  expected: "",
  actual: "",
  path: undefined,
  rule: undefined,
  command,
  look: undefined,
});

function candidate(signature: string, cluster: string, shown: readonly string[], shrunk = true): Candidate {
  const plan = ["CreateCluster", "DeleteCluster"].map((operation) => ({ operation, input: { cluster } }));
  return {
    fault: {
      signature: parse(signature),
      divergence: divergence(signature),
      run: 0,
      seen: 1,
      hits: 3,
      tries: 3,
      restarted: false,
      symptoms: [],
      property: "sequential",
      plan,
      commandsBefore: 9,
      executions: 5,
      path: "0",
      evidence: [],
      log: [],
      shrunk: true,
      note: undefined,
    },
    shown: shown.map((each) => divergence(each, each === signature ? 1 : 0)),
    shrunk,
  };
}

describe("deduplication", () => {
  test("equal plans are one fault, named by what the plan shows first", () => {
    const shown = ["A/outcome/CL13→accepted", "B/outcome/CL13→accepted"];
    const entries = deduplicate([candidate(shown[1] ?? "", "c1", shown), candidate(shown[0] ?? "", "c1", shown)]);
    expect(entries.map(({ signature, symptoms }) => [text(signature), symptoms.map(text)])).toEqual([
      [shown[0], [shown[1]]],
    ]);
  });

  test("the same wrong value in the same field after the same write is one fault", () => {
    const a = "TagResource/look/DescribeServices/immediate/service.tags[]/item→missing";
    const b = "DescribeClusters/immediate/cluster.tags[]/item→missing";
    const told = "TagResource/look/DescribeClusters/immediate/cluster.tags[]/item→missing";
    expect(deduplicate([candidate(a, "c1", [a]), candidate(b, "c2", [told, b])])).toHaveLength(1);
    expect(deduplicate([candidate(a, "c1", [a]), candidate(b, "c2", [b])])).toHaveLength(2);
  });

  test("a resource that one read misses after several writes is one fault, unless the write removes it", () => {
    const missed = (write: string) => `${write}/look/DescribeClusters/immediate/cluster/item→missing`;
    const [a, b, c] = [missed("CreateCluster"), missed("UpdateCluster"), missed("DeleteCluster")];
    const entries = deduplicate([candidate(a, "c1", [a]), candidate(b, "c2", [b]), candidate(c, "c3", [c])]);
    expect(entries.map(({ signature }) => text(signature))).toEqual([a, c]);
  });

  test("one task too few at rest is one fault, wherever it shows", () => {
    const a = "rest/DescribeServices/converges/service.runningCount/number→less";
    const b = "rest/DescribeClusters/converges/cluster.runningTasksCount/number→less";
    const c = "rest/DescribeServices/immediate/service.desiredCount/number→less";
    const candidates = [candidate(a, "c1", [a, b, c]), candidate(b, "c2", [b]), candidate(c, "c3", [c])];
    expect(deduplicate(candidates)).toHaveLength(2);
  });

  test("an entry that a list shows in addition or instead is one fault, an absent entry is another", () => {
    const of = (what: string) => `ListServiceDeployments/immediate/${what}`;
    const strays = [
      of("serviceDeployment.serviceDeploymentArn/string→string"),
      of("serviceDeployments[]/nothing→item"),
    ] as const;
    const lacks = of("serviceDeployments[]/item→missing");
    const entries = deduplicate([...strays, lacks].map((each, index) => candidate(each, `c${index}`, [each])));
    expect(entries.map(({ signature }) => text(signature))).toEqual([strays[0], lacks]);
  });

  test("too many running tasks are one fault, by whichever rule; too few are another", () => {
    const more = [
      "rest/DescribeServices/converges/taskSet.runningCount/number→more",
      "UpdateService/look/DescribeServices/bounded/service.runningCount/range→more",
      "service/DP3/runningCount+pendingCount",
      "law/counts/DescribeServices/runningCount too high",
    ];
    const less = "law/counts/DescribeServices/runningCount too low";
    const entries = deduplicate([...more, less].map((each, index) => candidate(each, `c${index}`, [each])));
    expect(entries.map(({ signature }) => text(signature))).toEqual([more[0], less]);
  });

  test("an unsupported operation is a fault of its own, whatever else its plan shows", () => {
    const [a, b] = ["DeleteCluster/unsupported", "DescribeClusters/unsupported"];
    expect(deduplicate([candidate(a, "c1", [a, b]), candidate(b, "c1", [a, b])])).toHaveLength(2);
    const other = "DescribeClusters/outcome/CL13→accepted";
    const [first, second] = [candidate(a, "c1", [a, other]), candidate(other, "c2", [other, a])];
    expect(deduplicate([first, second])).toHaveLength(2);
  });

  test("the shortest plan leads, in any order, and the count is that of the most frequent", () => {
    const missed = (write: string) => `${write}/look/DescribeClusters/immediate/cluster/item→missing`;
    const shown = [missed("CreateCluster"), missed("UpdateCluster")] as const;
    const long = candidate(shown[0], "c1", [shown[0]]);
    const { fault } = long;
    const longer = { ...long, fault: { ...fault, plan: [...fault.plan, ...fault.plan], seen: 7 } };
    const short = candidate(shown[1], "c2", [shown[1]]);
    for (const order of [
      [longer, short],
      [short, longer],
    ])
      expect(
        deduplicate(order).map(({ signature, seen, plan, symptoms }) => [
          text(signature),
          seen,
          plan.length,
          symptoms.map(text),
        ]),
      ).toEqual([[shown[1], 7, 2, [shown[0]]]]);
  });

  test("other plans are other faults, and so are plans that were not shrunk", () => {
    const [a, b] = ["A/outcome/CL13→accepted", "B/outcome/CL13→accepted"];
    expect(deduplicate([candidate(a, "c1", [a]), candidate(b, "c2", [b])])).toHaveLength(2);
  });
});
