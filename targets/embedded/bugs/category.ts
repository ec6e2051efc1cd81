/** The categories of planted bugs. */
type BugCategory =
  | "error-types"
  | "lost-writes"
  | "idempotency"
  | "lists"
  | "identifiers"
  | "tags"
  | "revisions"
  | "definitions"
  | "task-life-cycle"
  | "convergence"
  | "rollout-bounds"
  | "isolation"
  | "crashes"
  | "wire"
  | "laws"
  | "task-sets"
  | "service-settings"
  | "service-deployments"
  | "service-events"
  | "task-guards"
  | "capacity"
  | "instances"
  | "settings"
  | "service-health"
  | "recovery"
  | "members"
  | "refusals";

/** A bug that can be planted in the simulator; its name says what goes wrong. */
export interface Bug {
  readonly name: string;
  readonly category: BugCategory;
  readonly summary: string;
}

/** The bugs of one category, by name. */
export function category<const C extends BugCategory, const S extends Readonly<Record<string, string>>>(
  name: C,
  summaries: S,
) {
  return Object.entries(summaries).map(([bug, summary]) => ({
    name: bug as keyof S & string,
    category: name,
    summary,
  }));
}
