import { expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import type { BugName } from "../../../targets/embedded/bugs.ts";
import { simulatorClient } from "../playing.ts";
import { hold } from "./contextFor.ts";

const scene: Plan = [{ operation: "CreateCluster", input: { clusterName: "c1" } }];

/** For each law, the bugs that break it, and the signature of each. */
const planted: readonly (readonly [law: string, bug: BugName, signature: string])[] = [
  ["pages", "list-services-continues-by-offset", "ListServices/item skipped after a delete"],
  ["pages", "list-services-page-skips-one", "ListServices/item skipped"],
  ["sizes", "list-services-ends-after-default-page", "ListServices/item skipped"],
  ["sizes", "list-tasks-has-no-default-page", "ListTasks/page too long"],
  ["names", "describe-clusters-refuses-arns", "DescribeClusters/full ARN: not found"],
  ["names", "stop-task-refuses-arn", "StopTask/short ARN: refused"],
  ["reads", "describing-statistics-resets-settings", "DescribeClusters/cluster.settings"],
  ["tokens", "run-task-ignores-client-token", "RunTask/second answers otherwise"],
  ["tokens", "create-service-same-token-refused", "CreateService/second refused"],
  ["tags", "tag-resource-replaces-all-tags", "TagResource/tag missing after tagging"],
  ["tags", "tagged-revision-loses-empty-value", "TagResource/task definition: tag missing after tagging"],
  ["isolation", "delete-service-drains-namesake", "DeleteService/service gone"],
  ["isolation", "update-service-changes-namesake", "UpdateService/service.desiredCount"],
  ["counts", "running-count-forgets-scale-in", "DescribeServices/runningCount too high"],
  ["recreation", "recreated-cluster-keeps-old-tags", "CreateCluster/tags left over"],
  ["recreation", "recreated-service-keeps-old-tags", "CreateService/tags left over"],
  ["recreation", "deleted-revision-number-reused", "RegisterTaskDefinition/revision reused"],
  ["wire", "bad-json-answers-server-error", "TagResource/bad JSON: HTTP 500"],
  ["wire", "numbers-are-taken-for-texts", "TagResource/wrong JSON type: served"],
  ["wire", "any-method-is-served", "TagResource/method: served"],
  ["wire", "target-service-is-ignored", "TagResource/target: served"],
  ["wire", "unknown-operation-answers-nothing", "TagResource/unknown-operation: served"],
  ["wire", "chunked-body-is-ignored", "DescribeClusters/chunked body: served but not done"],
  ["wire", "spoiled-tags-are-half-stored", "TagResource/wrong JSON type: half done"],
  ["wire", "deep-json-crashes-the-server", "TagResource/deep JSON: crash"],
  ["wire", "large-body-is-never-answered", "TagResource/large-body: no answer"],
];

test.for(planted)("%s finds %s", async ([law, bug, signature]) => {
  const { divergences, laws } = await hold([law], scene, await simulatorClient({ bug }));
  expect(divergences.map((each) => text(each.signature))).toContain(`law/${law}/${signature}`);
  expect(laws.get(law)).toEqual({ checked: 1, violated: 1, unobserved: 0 });
});
