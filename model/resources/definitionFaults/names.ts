import { isName } from "../../language/arn.ts";
import type { Input } from "../../language/operation.ts";
import { refuse } from "../../language/step.ts";

export function badFamily(family: string | undefined) {
  if (family === undefined) return refuse("RQ1");
  if (family.trim() === "") return refuse("TE4");
  if (family.length > 255) return refuse("TE3f");
  return isName(family) ? undefined : refuse("TE3r");
}

/** Absent or empty: ECS refuses both in the same way (rows TE1, TD32). */
export function noContainers(containers: Input<"RegisterTaskDefinition">["containerDefinitions"]) {
  if (containers === undefined) return refuse("TD32");
  return containers.length === 0 ? refuse("TE1") : undefined;
}
