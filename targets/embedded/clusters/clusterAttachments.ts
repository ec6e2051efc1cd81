import { randomUUID } from "node:crypto";
import type { Attachment } from "@aws-sdk/client-ecs";
import { EcsError } from "../errors.ts";
import type { Simulation } from "../simulation.ts";
import type { Cluster } from "../state/cluster.ts";
import type { Wire } from "../wire.ts";

/** Virtual seconds until the scaling policies of a cluster are attached. */
const attaching = 1;

/** The scaling policies of a cluster: one for each of its providers with managed scaling (CL6). */
export interface ClusterAttachments {
  readonly attachments: readonly Wire<Attachment>[];
  status: "UPDATE_IN_PROGRESS" | "UPDATE_COMPLETE";
  /** The cluster is new and PROVISIONING until they are attached. */
  provisioning: boolean;
}

/** Attaches the scaling policies of the cluster's providers; the update takes time if there are any. */
export function attachPolicies(sim: Simulation, cluster: Cluster, isNew: boolean): void {
  const scaled = cluster.capacityProviders.filter(
    (name) => sim.state.providers.byName.get(name)?.autoScalingGroupProvider?.managedScaling?.status === "ENABLED",
  );
  if (scaled.length === 0 && !cluster.attachments) return;
  const attachments: ClusterAttachments = {
    attachments: scaled.map((name) => ({
      id: randomUUID(),
      type: "as_policy",
      status: "CREATED",
      details: [
        { name: "capacityProviderName", value: name },
        { name: "scalingPolicyName", value: `ECSManagedAutoScalingPolicy-${randomUUID()}` },
      ],
    })),
    status: "UPDATE_IN_PROGRESS",
    provisioning: isNew,
  };
  cluster.attachments = attachments;
  sim.after(attaching, () => {
    attachments.status = "UPDATE_COMPLETE";
    attachments.provisioning = false;
  });
}

/** CL17. */
export function requireSettledAttachments(cluster: Cluster): void {
  if (cluster.attachments?.status !== "UPDATE_IN_PROGRESS") return;
  throw new EcsError(
    "UpdateInProgressException",
    "The specified cluster is in a busy state. Cluster attachments must be in UPDATE_COMPLETE or UPDATE_FAILED state before they can be updated. Wait and try again.",
  );
}

export function shownAttachments(cluster: Cluster, included: boolean) {
  return {
    attachments: included ? (cluster.attachments?.attachments ?? []) : undefined,
    attachmentsStatus: cluster.attachments?.status,
  };
}
