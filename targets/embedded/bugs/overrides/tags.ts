import type { BugName } from "../../bugs.ts";
import { requireRunning, requireValues, TagResource, taggable, UntagResource } from "../../operations/tags.ts";
import { taskTags } from "../../operations/taskRequests.ts";
import { parseArn } from "../../requests/identifiers.ts";
import { mergeTags } from "../../requests/tags.ts";
import { override, overrideInput, overrideOperation, unchecked } from "./override.ts";
import type { Override } from "./rule.ts";

export const tagOverrides = {
  "tag-inactive-cluster-succeeds": [
    override(taggable, (sim, arn) => {
      const { type, path } = parseArn(arn);
      const isCluster = type === "cluster" && arn.startsWith(sim.arn(""));
      return (isCluster ? sim.state.clusters.get(path[0] ?? "") : undefined) ?? taggable(sim, arn);
    }),
  ],
  "tag-without-value-accepted": unchecked(requireValues),
  "tagged-revision-loses-empty-value": [
    overrideOperation(TagResource, (sim, input) => {
      const answer = TagResource(sim, input);
      if (!input.resourceArn?.includes(":task-definition/")) return answer;
      const resource = taggable(sim, input.resourceArn);
      resource.tags = new Map([...resource.tags].filter(([, value]) => value !== ""));
      return answer;
    }),
  ],
  "tag-service-tags-its-cluster": [
    overrideOperation(TagResource, (sim, input) => {
      const answer = TagResource(sim, input);
      const { cluster } = taggable(sim, input.resourceArn ?? "");
      if (cluster) cluster.tags = mergeTags(sim, cluster.tags, input.tags ?? []);
      return answer;
    }),
  ],
  "stopped-task-lists-its-tags": unchecked(requireRunning),
  "definition-tags-win": [
    override(taskTags, (input, cluster, revision, own) => {
      const tags = taskTags(input, cluster, revision, own);
      return input.propagateTags === "TASK_DEFINITION" ? new Map([...tags, ...revision.tags]) : tags;
    }),
  ],
  "untag-resource-removes-one-key-only": [
    overrideInput(UntagResource, (input) => ({ ...input, tagKeys: input.tagKeys?.slice(0, 1) })),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;
