import { arn } from "../../model/language/arn.ts";
import { values } from "../../model/language/persistentMap.ts";
import type { Revision } from "../../model/language/state.ts";
import type { Draw } from "../language/random.ts";
import type { PlanValue } from "../language/reference.ts";
import type { Scene } from "../language/symbolicRun.ts";
import { ghost } from "./names.ts";

export const revisionsIn = (scene: Scene, wanted: (revision: Revision) => boolean = () => true): Revision[] =>
  [...values(scene.state.families)].flatMap((family) => family.revisions.filter(wanted));

/** The revision by reference: as ARN or `family:revision`; now and then the bare family when it is the latest. */
export function revisionForm(draw: Draw, scene: Scene, revision: Revision): PlanValue {
  const known = scene.arnOf("revision", `${revision.family}:${revision.revision}`);
  const latest = scene.latestRevision(revision.family);
  if (latest === revision.revision && draw.chance(0.3)) return revision.family;
  if (known === undefined) return `${revision.family}:${revision.revision}`;
  return draw.chance(0.4) ? known : { ...known, as: "family:revision" };
}

/** The revision itself, never by its bare family: as full ARN or `family:revision`. */
export function exactForm(draw: Draw, scene: Scene, { family, revision }: Revision): PlanValue {
  const known = scene.arnOf("revision", `${family}:${revision}`);
  if (known === undefined) return `${family}:${revision}`;
  return draw.chance(0.4) ? known : { ...known, as: "family:revision" };
}

/** A revision nobody registered, or a family that has none in use. */
export function lostRevision(draw: Draw, scene: Scene): string {
  const families = [...values(scene.state.families)];
  const idle = families.find(({ revisions }) => revisions.every(({ status }) => status !== "ACTIVE"));
  if (idle !== undefined && draw.chance(0.5)) return idle.name;
  return draw.pick([ghost, `${ghost}:1`, arn("task-definition", `${ghost}:1`), `${families[0]?.name ?? ghost}:999`]);
}
