import type { Revision } from "../../model/language/state.ts";
import type { PlanInput } from "../language/reference.ts";

/** Overrides of the first container that are too long (row TK30). */
export const longOverrides = ({ containerDefinitions = [] }: Revision["definition"]): PlanInput => ({
  containerOverrides: [
    { name: containerDefinitions[0]?.name ?? "", environment: [{ name: "LONG", value: "x".repeat(8193) }] },
  ],
});
