import { describe, expect, test } from "vitest";
import { parse } from "../../../checker/signature.ts";
import {
  blindReader,
  contradict,
  miscountOf,
  sameCount,
  sameFault,
  sameList,
  silentReader,
  strayLister,
  tokenIgnorer,
  writerOf,
} from "../../../properties/judge/sameFault.ts";

test("the same fault is the same field after the same write, whichever read shows it", () => {
  const look = "UpdateService/look/DescribeServices/immediate/service.desiredCount/number→less";
  expect(sameFault(parse(look), parse("UpdateService/immediate/service.desiredCount/number→less"))).toBe(true);
  expect(sameFault(parse("rest/DescribeServices/immediate/service.desiredCount/number→less"), parse(look))).toBe(true);
  expect(sameFault(parse(look), parse("CreateService/immediate/service.desiredCount/number→less"))).toBe(false);
  expect(sameFault(parse(look), parse("UpdateService/immediate/service.desiredCount/number→more"))).toBe(false);
  expect(sameFault(parse("A/outcome/CL13→accepted"), parse("B/outcome/CL13→accepted"))).toBe(false);
  expect(sameFault(parse("RunTask/reply/html"), parse("RunTask/reply/html: KeyError"))).toBe(true);
  expect(sameFault(parse("RunTask/reply/html: TypeError"), parse("RunTask/reply/html: KeyError"))).toBe(false);
  const listed = (to: string) => parse(`ListClusters/immediate/clusterArns[]/nothing→${to}`);
  expect(sameFault(listed("item"), listed("item: INACTIVE"))).toBe(true);
  expect(sameFault(listed("item: INACTIVE"), listed("item"))).toBe(false);
  expect(sameFault(parse("RunTask/reply/html"), parse("StopTask/reply/html: KeyError"))).toBe(false);
});

describe("what a signature reveals about its cause", () => {
  test.each<[string, "more" | "less" | undefined]>([
    ["rest/DescribeServices/converges/service.runningCount/number→more", "more"],
    ["rest/DescribeServices/converges/service.deployments[].runningCount/number→less", "less"],
    ["DescribeServices/bounded/taskSet.runningCount/range→more", "more"],
    ["law/counts/DescribeServices/runningCount too high", "more"],
    ["law/counts/DescribeServices/runningCount too low", "less"],
    ["service/DP3/runningCount+pendingCount", "more"],
    ["service/DP3/desiredCount", undefined],
    ["law/tags/DescribeServices/runningCount too high", undefined],
    ["law/counts/DescribeClusters/runningCount too high", undefined],
    ["DescribeServices/immediate/service.runningCount/number→more", undefined],
    ["rest/DescribeServices/converges/service.runningCount/number→absent", undefined],
    ["rest/DescribeServices/converges/service.pendingCount/number→more", undefined],
  ])("%s: the tasks of a service are %s than desired", (written, sense) => {
    expect(miscountOf(parse(written))).toBe(sense);
  });

  test.each<[string, string | undefined]>([
    ["CreateCluster/look/DescribeClusters/immediate/cluster/item→missing", "DescribeClusters"],
    ["DeleteCluster/look/DescribeClusters/immediate/cluster/item→missing", undefined],
    ["StopTask/look/DescribeTasks/immediate/task/item→missing", undefined],
    ["DescribeClusters/immediate/cluster/item→missing", undefined],
    ["CreateCluster/look/DescribeClusters/immediate/cluster.tags[]/item→missing", undefined],
    ["CreateCluster/look/DescribeClusters/converges/cluster/item→missing", undefined],
  ])("%s: the read that misses it is %s", (written, read) => {
    expect(blindReader(parse(written))).toBe(read);
  });

  test.each<[string, string | undefined]>([
    ["DescribeTaskSets/immediate/failures[]/item→missing", "DescribeTaskSets"],
    ["rest/DescribeTaskSets/converges/failures[]/item→missing", "DescribeTaskSets"],
    ["StopTask/look/DescribeTasks/immediate/failures[]/item→missing", "DescribeTasks"],
    ["DescribeTasks/immediate/failures[]/nothing→item", undefined],
    ["DescribeTasks/reply/html", undefined],
  ])("%s: the read that reports no failure is %s", (written, read) => {
    expect(silentReader(parse(written))).toBe(read);
  });

  test.each<[string, string | undefined]>([
    ["RunTask/outcome/TK5→accepted", "RunTask"],
    ["RunTask/immediate/task.taskArn/string→string", "RunTask"],
    ["law/tokens/RunTask/second makes more", "RunTask"],
    ["law/tokens/CreateService/second refused", "CreateService"],
    ["CreateService/outcome/SV10→ClientException", "CreateService"],
    ["CreateService/outcome/SV9→ClientException", undefined],
    ["RunTask/outcome/TK1→accepted", undefined],
    ["StartTask/immediate/task.taskArn/string→string", undefined],
    ["RunTask/look/DescribeTasks/immediate/task.taskArn/string→string", undefined],
    ["law/tags/RunTask/refused", undefined],
    ["RunTask/reply/html", undefined],
  ])("%s: the operation that does not recognize a token is %s", (written, operation) => {
    expect(tokenIgnorer(parse(written))).toBe(operation);
  });

  test.each<[string, string, boolean]>([
    [
      "CreateService/immediate/service.pendingCount/number→more",
      "CreateService/look/DescribeClusters/immediate/cluster.pendingTasksCount/number→more",
      true,
    ],
    [
      "UpdateService/bounded/service.runningCount/range→less",
      "UpdateService/bounded/service.deployments[].runningCount/range→less",
      true,
    ],
    [
      "CreateService/immediate/service.pendingCount/number→more",
      "CreateService/immediate/service.runningCount/number→more",
      false,
    ],
    [
      "CreateService/immediate/service.pendingCount/number→more",
      "CreateService/immediate/service.pendingCount/number→less",
      false,
    ],
    [
      "CreateService/immediate/service.pendingCount/number→absent",
      "CreateService/immediate/service.pendingCount/number→absent",
      false,
    ],
  ])("%s and %s count the same tasks: %s", (one, other, same) => {
    expect(sameCount(parse(one), parse(other))).toBe(same);
  });

  test.each<[string, string, boolean]>([
    ["task/LC5/pullStoppedAt>startedAt", "task/LC5/pullStartedAt>startedAt", true],
    ["task/LC3/desiredStatus", "StopTask/look/DescribeTasks/immediate/task.desiredStatus/STOPPED→RUNNING", true],
    ["RunTask/immediate/task.startedAt/absent→number", "task/LC5/pullStoppedAt>startedAt", true],
    ["task/LC3/desiredStatus", "task/LC4/version", false],
    ["task/LC3/desiredStatus", "StopTask/immediate/task.stopCode/absent→string", false],
    [
      "StopTask/immediate/task.desiredStatus/STOPPED→RUNNING",
      "DescribeTasks/immediate/task.desiredStatus/STOPPED→RUNNING",
      false,
    ],
  ])("%s and %s are a contradiction in one member: %s", (one, other, same) => {
    expect(contradict(parse(one), parse(other))).toBe(same);
  });

  test.each<[string, string, boolean]>([
    [
      "CreateCluster/immediate/cluster.tags[]/item→missing",
      "CreateCluster/look/DescribeClusters/immediate/cluster.tags[]/nothing→item",
      true,
    ],
    [
      "CreateCluster/immediate/cluster.tags[]/item→missing",
      "UpdateCluster/immediate/cluster.tags[]/nothing→item",
      false,
    ],
    ["ListTasks/immediate/taskArns[]/item→missing", "ListTasks/immediate/taskArns[]/nothing→item", false],
  ])("%s and %s show one list: %s", (one, other, same) => {
    expect(sameList(parse(one), parse(other))).toBe(same);
  });

  test.each<[string, string | undefined]>([
    ["ListTasks/immediate/taskArns[]/nothing→item", "ListTasks"],
    ["ListServices/immediate/serviceArns[]/nothing→item: INACTIVE", "ListServices: INACTIVE"],
    ["ListServices/immediate/service.serviceArn/string→string", "ListServices"],
    ["ListTasks/immediate/taskArns[]/item→missing", undefined],
    ["ListAccountSettings/immediate/setting.principalArn/string→string", undefined],
    ["DescribeTasks/immediate/tasks[]/nothing→item", undefined],
    ["RunTask/look/ListTasks/immediate/taskArns[]/nothing→item", undefined],
    ["ListTasks/converges/taskArns[]/nothing→item", undefined],
  ])("%s: the list with an entry that does not belong in it is %s", (written, list) => {
    expect(strayLister(parse(written))).toBe(list);
  });

  test.each<[string, string | undefined]>([
    ["UpdateService/look/DescribeServices/immediate/service.desiredCount/number→less", "UpdateService"],
    ["UpdateService/immediate/service.desiredCount/number→less", "UpdateService"],
    ["DescribeServices/immediate/service.desiredCount/number→less", undefined],
    ["GetTaskProtection/immediate/protection.protectionEnabled/true→false", undefined],
    ["rest/DescribeServices/converges/service.runningCount/number→less", undefined],
  ])("%s blames %s", (written, writer) => {
    expect(writerOf(parse(written))).toBe(writer);
  });
});
