import type { BugName } from "../../bugs.ts";
import { EcsError, invalidParameter, serviceNotFound } from "../../errors.ts";
import {
  DescribeServiceDeployments,
  historyOf,
  isListed,
  newestFirst,
  StopServiceDeployment,
} from "../../operations/serviceDeployments.ts";
import { DeleteTaskSet, DescribeTaskSets, taskSetNotFound } from "../../operations/taskSets.ts";
import { override, overrideError, overrideInput, overrideOperation, withoutFailures } from "./override.ts";
import type { Override } from "./rule.ts";

export const deploymentOverrides = {
  "list-service-deployments-ignores-status": [
    override(isListed, (deployment, input) => isListed(deployment, { ...input, status: undefined })),
  ],
  "list-service-deployments-crosses-services": [
    override(historyOf, ({ cluster }) => [...cluster.services.values()].flatMap(historyOf)),
  ],
  "list-service-deployments-page-skips-one": [
    override(newestFirst, (history, place) => newestFirst(history, place).slice(place === undefined ? 0 : 1)),
  ],
  "unknown-service-deployment-left-out": [withoutFailures(DescribeServiceDeployments)],
  "stop-unknown-service-deployment-raises-invalid-parameter": [
    overrideError(
      StopServiceDeployment,
      ({ type }) => type === "ServiceDeploymentNotFoundException",
      () => invalidParameter("The service deployment was not found."),
    ),
  ],
  "finished-service-deployment-stopped-again": [
    overrideOperation(StopServiceDeployment, (sim, input) => {
      try {
        return StopServiceDeployment(sim, input);
      } catch (error) {
        if (error instanceof EcsError && error.type === "ConflictException")
          return { serviceDeploymentArn: input.serviceDeploymentArn };
        throw error;
      }
    }),
  ],
  "describe-unknown-task-set-refused": [
    overrideOperation(DescribeTaskSets, (sim, input) => {
      const answer = DescribeTaskSets(sim, input);
      if (answer.failures.length > 0) throw taskSetNotFound();
      return answer;
    }),
  ],
  "describe-task-sets-tags-without-include": [
    overrideInput(DescribeTaskSets, (input) => ({ ...input, include: ["TAGS" as const, ...(input.include ?? [])] })),
  ],
  "delete-unknown-task-set-raises-service-not-found": [
    overrideError(DeleteTaskSet, ({ type }) => type === "TaskSetNotFoundException", serviceNotFound),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;
