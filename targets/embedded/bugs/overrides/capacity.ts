import type { BugName } from "../../bugs.ts";
import { clustersWith } from "../../capacity/providerRegistry.ts";
import { runningTasks } from "../../instances/containerInstance.ts";
import { requireRegistered } from "../../operations/agents.ts";
import { DescribeCapacityProviders, requireFreeName } from "../../operations/capacityProviders.ts";
import { changeState, DeregisterContainerInstance } from "../../operations/containerInstances.ts";
import { stopTask } from "../../tasks/lifeCycle.ts";
import { override, overrideInput, withoutFailures } from "./override.ts";
import type { Override } from "./rule.ts";

export const capacityOverrides = {
  "associated-capacity-provider-can-be-deleted": [override(clustersWith, () => [])],
  "duplicate-capacity-provider-replaces-it": [
    override(requireFreeName, (sim, name) => {
      const { byName, present } = sim.state.providers;
      const former = byName.get(name);
      if (former) present.delete(former);
    }),
  ],
  "unknown-capacity-providers-are-left-out": [withoutFailures(DescribeCapacityProviders)],
  "deregistration-with-tasks-needs-no-force": [
    overrideInput(DeregisterContainerInstance, (input) => ({ ...input, force: true })),
  ],
  "draining-stops-standalone-tasks": [
    override(changeState, (sim, instance, status) => {
      changeState(sim, instance, status);
      if (status !== "DRAINING") return;
      for (const task of runningTasks(instance))
        if (!task.service) stopTask(sim, task, "UserInitiated", "Container instance is draining");
    }),
  ],
  "deregistered-instance-can-come-back": [
    override(requireRegistered, (instance) => {
      if (instance.status !== "INACTIVE") return;
      const { inactive, registered } = instance.cluster.fleet;
      instance.status = "ACTIVE";
      inactive.delete(instance);
      registered.add(instance);
    }),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;
