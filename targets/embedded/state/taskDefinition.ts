import type { ContainerDefinition, TaskDefinition } from "@aws-sdk/client-ecs";
import type { Tags } from "../requests/tags.ts";
import type { Wire } from "../wire.ts";

export interface Family {
  readonly name: string;
  nextRevision: number;
  /** In ascending order. */
  readonly revisions: Map<number, Revision>;
  /** Numbers of the ACTIVE ones, ascending. */
  activeRevisions: number[];
}

export type RevisionContent = Omit<
  Wire<TaskDefinition>,
  | "family"
  | "revision"
  | "status"
  | "taskDefinitionArn"
  | "registeredAt"
  | "registeredBy"
  | "deregisteredAt"
  | "deleteRequestedAt"
  | "containerDefinitions"
> & { containerDefinitions: Wire<ContainerDefinition>[] };

export interface Revision {
  readonly family: Family;
  readonly number: number;
  readonly arn: string;
  readonly content: RevisionContent;
  readonly registeredAt: number;
  status: "ACTIVE" | "INACTIVE" | "DELETE_IN_PROGRESS";
  deregisteredAt: number | undefined;
  tags: Tags;
  /** How many unstopped tasks and deployments use it: it is not deleted before this is 0 (TD27). */
  users: number;
}
