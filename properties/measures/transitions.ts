import type { Json, JsonObject } from "../../model/language/json.ts";
import { Durations } from "./durations.ts";

/** How often a status was observed to change into another, and how long that took. */
export interface Transition {
  seen: number;
  /** From the first observation of one to the first observation of the other; empty for the first status. */
  readonly took: Durations;
}

/**
 * The kinds of resources with a status, and the member that identifies the resource; the first kind that fits counts.
 */
const kinds = [
  { kind: "service deployment", id: "serviceDeploymentArn", status: "status" },
  { kind: "task set", id: "taskSetArn", status: "stabilityStatus" },
  { kind: "task", id: "taskArn", status: "lastStatus" },
  { kind: "service", id: "serviceArn", status: "status" },
  { kind: "instance", id: "containerInstanceArn", status: "status" },
  { kind: "revision", id: "taskDefinitionArn", status: "status" },
  { kind: "cluster", id: "clusterArn", status: "status" },
  { kind: "deployment", id: "id", status: "rolloutState" },
] as const;

/** Follows the statuses in a run's replies. */
export class Transitions {
  readonly #into: Map<string, Transition>;
  readonly #now: () => number;
  readonly #last = new Map<string, { readonly status: string; readonly since: number }>();

  /** `into` has keys such as `task PENDING→RUNNING`. */
  constructor(into: Map<string, Transition>, now: () => number) {
    this.#into = into;
    this.#now = now;
  }

  see(output: JsonObject): void {
    for (const value of Object.values(output)) this.#walk(value);
  }

  #walk(value: Json | undefined): void {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) this.#walk(item);
      return;
    }
    this.#note(value);
    if (Array.isArray(value.deployments)) this.#walk(value.deployments);
    if (Array.isArray(value.taskSets)) this.#walk(value.taskSets);
  }

  #note(described: JsonObject): void {
    const known = kinds.find(({ id }) => typeof described[id] === "string");
    const status = known && described[known.status];
    if (known !== undefined && typeof status === "string") this.#moved(known.kind, String(described[known.id]), status);
  }

  #moved(kind: string, name: string, status: string): void {
    const key = `${kind} ${name}`;
    const before = this.#last.get(key);
    if (before?.status === status) return;
    const at = this.#now();
    this.#last.set(key, { status, since: at });
    const move = `${kind} ${before?.status ?? ""}→${status}`;
    const known = this.#into.get(move) ?? { seen: 0, took: new Durations() };
    known.seen++;
    if (before !== undefined) known.took.add(at - before.since);
    this.#into.set(move, known);
  }
}
