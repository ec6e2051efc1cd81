import { describe, expect, test } from "vitest";
import { parse, text } from "../../../checker/signature.ts";
import type { Divergence } from "../../../properties/judge/divergence.ts";
import { severityOf } from "../../../properties/judge/severity.ts";
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
      rating: severityOf({ signature: parse(signature) }),
      operations: [signature.split("/")[0] ?? ""],
      run: 0,
      seen: 1,
      hits: 3,
      tries: 3,
      restarted: false,
      symptoms: [],
      property: "sequential",
      plan,
      commandsBefore: 9,
      shrunk,
      executions: 5,
      path: "0",
      evidence: [],
      log: [],
      note: undefined,
    },
    shown: shown.map((each) => divergence(each, each === signature ? 1 : 0)),
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

  test("what one operation changed although it was refused is one fault, in whatever member", () => {
    const [count, status] = [
      "UpdateService/look/DescribeServices/immediate/service.desiredCount/number→more",
      "UpdateService/look/DescribeServices/immediate/service.status/ACTIVE→PENDING",
    ];
    const both = [candidate(count, "c1", [count]), candidate(status, "c2", [status])];
    expect(deduplicate(both)).toHaveLength(2);
    const afterRefusal = both.map((each) => ({
      ...each,
      fault: { ...each.fault, divergence: { ...each.fault.divergence, afterRefusal: true as const } },
    }));
    expect(deduplicate(afterRefusal)).toHaveLength(1);
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

  test("what one call shows is one fault only if each plan that shows one part shows the other", () => {
    const a = "UpdateService/immediate/service.desiredCount/number→more";
    const b = "UpdateService/immediate/service.taskDefinition/string→string";
    const at = (signature: string, cluster: string, shown: readonly string[]): Candidate => {
      const each = candidate(signature, cluster, shown);
      return { ...each, shown: shown.map((written) => divergence(written)) };
    };
    expect(deduplicate([at(a, "c1", [a, b]), at(b, "c2", [a, b])])).toHaveLength(1);
    expect(deduplicate([at(a, "c1", [a, b]), at(b, "c2", [b])])).toHaveLength(2);
    const third = at("CreateCluster/outcome/CL3→ClientException", "c3", [
      "CreateCluster/outcome/CL3→ClientException",
      a,
    ]);
    expect(deduplicate([at(a, "c1", [a, b]), at(b, "c2", [a, b]), third])).toHaveLength(3);
  });

  test("two members that a reply omits are two faults, also of one plan; one member is one fault in all operations", () => {
    const [cpu, memory] = ["RunTask/immediate/task.cpu/string→absent", "RunTask/immediate/task.memory/string→absent"];
    const again = "DescribeTasks/immediate/task.cpu/present→absent";
    const entries = deduplicate([
      candidate(cpu, "c1", [cpu, memory]),
      candidate(memory, "c1", [cpu, memory]),
      candidate(again, "c2", [again]),
    ]);
    expect(entries.map(({ signature, operations }) => [text(signature), operations])).toEqual([
      [cpu, ["RunTask", "DescribeTasks"]],
      [memory, ["RunTask"]],
    ]);
  });

  test("what the creation of a resource with a taken name shows is one fault, unless the first is removed before", () => {
    const [accepted, times, tags] = [
      "CreateService/outcome/SV7→accepted",
      "CreateService/chosen/service.createdAt/time→another time",
      "CreateService/immediate/service.tags[]/nothing→item",
    ];
    const create = (input: object) => ({ operation: "CreateService", input: { serviceName: "s", ...input } });
    const at = (signature: string, plan: Candidate["fault"]["plan"]): Candidate => {
      const each = candidate(signature, "c1", [signature]);
      const seen = { ...divergence(signature), command: plan.length - 1 };
      return { ...each, fault: { ...each.fault, plan, divergence: seen }, shown: [seen] };
    };
    const removal = { operation: "DeleteService", input: { service: "s" } };
    const entries = deduplicate([
      at(accepted, [create({}), create({ desiredCount: 2 })]),
      at(times, [create({}), { operation: "DescribeServices", input: {} }, create({ desiredCount: 0 })]),
      at(tags, [create({}), removal, create({ desiredCount: 0 })]),
    ]);
    expect(entries.map(({ signature, symptoms }) => [signature, ...symptoms].map(text))).toEqual([
      [accepted, times],
      [tags],
    ]);
  });

  test("tasks that two operations create are wrong in one way, and so is a whole structure of one", () => {
    const arns = ["RunTask", "StartTask"].map(
      (operation) => `${operation}/immediate/task.containers[].taskArn/string→string`,
    );
    const versions = ["agentHash", "agentVersion"].map(
      (member) => `RegisterContainerInstance/immediate/containerInstance.versionInfo.${member}/string→string`,
    );
    const candidates = [...arns, ...versions].map((each, index) => candidate(each, `c${index}`, [each]));
    expect(deduplicate(candidates).map(({ operations }) => operations)).toEqual([
      ["RunTask", "StartTask"],
      ["RegisterContainerInstance"],
    ]);
  });

  test("without a shortest plan, what differs much in its number of runs does not go together", () => {
    const [a, b] = [
      "DescribeServices/immediate/service.desiredCount/number→more",
      "DescribeServices/immediate/service.status/ACTIVE→DRAINING",
    ];
    const of = (signature: string, seen: number): Candidate => {
      const each = candidate(signature, "c1", [a, b], false);
      return { ...each, fault: { ...each.fault, seen } };
    };
    expect(deduplicate([of(a, 40), of(b, 30)])).toHaveLength(1);
    expect(deduplicate([of(a, 40), of(b, 3)])).toHaveLength(2);
  });

  test("of one fault the most severe signature leads, and the most severe fault is first", () => {
    const minor = "RunTask/error/text/TD31";
    const look = "CreateCluster/look/DescribeClusters/immediate/cluster/item→missing";
    const entries = deduplicate([minor, look].map((each, index) => candidate(each, `c${index}`, [each])));
    expect(entries.map(({ rating }) => rating.severity)).toEqual(["critical", "minor"]);
  });

  test("other plans are other faults, and so are plans that were not shrunk", () => {
    const [a, b] = ["A/outcome/CL13→accepted", "B/outcome/CL14→accepted"];
    expect(deduplicate([candidate(a, "c1", [a]), candidate(b, "c2", [b])])).toHaveLength(2);
  });
});
