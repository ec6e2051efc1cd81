import { faultIf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import { openIf } from "./openFault.ts";

/** The faults of roles (rows TD12, TE15, TE38). */
export function roleFaults(input: Input<"RegisterTaskDefinition">) {
  const roles = [input.taskRoleArn, input.executionRoleArn].filter((given) => given !== undefined);
  const broken = roles.some((given) => given.startsWith("arn:") && given.split(":").length < 6);
  return [
    faultIf(broken, "TE15"),
    // Whether a role exists is unknown here; a role named "" was both refused and accepted.
    openIf(!broken && roles.length > 0, "TD12"),
    faultIf(
      !input.executionRoleArn && input.containerDefinitions?.some(({ secrets }) => (secrets?.length ?? 0) > 0),
      "TE38",
    ),
  ];
}
