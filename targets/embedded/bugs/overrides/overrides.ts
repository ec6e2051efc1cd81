import type { BugName } from "../../bugs.ts";
import { capacityOverrides } from "./capacity.ts";
import { clusterOverrides } from "./clusters.ts";
import { definitionFaultOverrides } from "./definitionFaults.ts";
import { definitionOverrides } from "./definitions.ts";
import { deploymentOverrides } from "./deployments.ts";
import { eventOverrides } from "./events.ts";
import { memberOverrides } from "./members.ts";
import { pageOverrides } from "./pages.ts";
import { plantedMiscounts } from "./plantedMiscounts.ts";
import { requestOverrides } from "./requests.ts";
import { rolloutOverrides } from "./rollouts.ts";
import type { Override } from "./rule.ts";
import { serviceOverrides } from "./services.ts";
import { tagOverrides } from "./tags.ts";
import { taskLifeOverrides } from "./taskLives.ts";
import { taskOperationOverrides } from "./taskOperations.ts";

const overrides: Partial<Record<BugName, readonly Override[]>> = {
  ...clusterOverrides,
  ...definitionOverrides,
  ...definitionFaultOverrides,
  ...serviceOverrides,
  ...eventOverrides,
  ...taskOperationOverrides,
  ...taskLifeOverrides,
  ...rolloutOverrides,
  ...plantedMiscounts,
  ...deploymentOverrides,
  ...capacityOverrides,
  ...tagOverrides,
  ...memberOverrides,
  ...pageOverrides,
  ...requestOverrides,
};

/** The rules that a planted bug replaces; none for a bug that the simulator asks for by `sim.bugged`. */
export function overridesOf(bug: BugName | undefined): readonly Override[] {
  return (bug && overrides[bug]) ?? [];
}
