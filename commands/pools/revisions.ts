import { arn } from "../../model/language/arn.ts";
import { values } from "../../model/language/persistentMap.ts";
import type { Revision } from "../../model/language/state.ts";
import type { Random } from "../language/random.ts";
import type { PlanValue, Reference } from "../language/reference.ts";
import type { SymbolicRun } from "../language/symbolicRun.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { neverCreated } from "./names.ts";

export const revisionsIn = (run: SymbolicRun, wanted: (revision: Revision) => boolean = () => true): Revision[] =>
  [...values(run.state.families)].flatMap((family) => family.revisions.filter(wanted));

/** An ACTIVE revision whose tasks need nothing that a request must add: a volume can be configured at launch. */
export const isLaunchable = ({ status, definition }: Revision): boolean =>
  status === "ACTIVE" && !isConfiguredAtLaunch(definition);

/** The revision leaves a volume to the service or task that uses it. */
export const isConfiguredAtLaunch = ({ volumes }: Revision["definition"]): boolean =>
  volumes?.some(({ configuredAtLaunch }) => configuredAtLaunch === true) ?? false;

/** The revision by reference: as ARN or `family:revision`; sometimes only the family, when it is the latest. */
export function revisionForm(random: Random, run: SymbolicRun, revision: Revision): PlanValue {
  const known = run.arnOf("revision", `${revision.family}:${revision.revision}`);
  const latest = run.latestRevision(revision.family);
  if (latest === revision.revision && random.chance(0.3)) return revision.family;
  if (known === undefined) return `${revision.family}:${revision.revision}`;
  return random.chance(0.4) ? known : { ...known, as: "family:revision" };
}

/** The exact revision, never only its family: as full ARN or `family:revision`. */
export function exactForm(random: Random, run: SymbolicRun, { family, revision }: Revision): PlanValue {
  const known = run.arnOf("revision", `${family}:${revision}`);
  if (known === undefined) return `${family}:${revision}`;
  return random.chance(0.4) ? known : { ...known, as: "family:revision" };
}

/** A revision by its ARN elsewhere. */
export const revisionFromElsewhere = (random: Random, run: SymbolicRun): Reference | undefined =>
  fromElsewhere(
    random,
    revisionsIn(run).map(({ family, revision }) => run.arnOf("revision", `${family}:${revision}`)),
  );

/** A revision that does not exist, one of elsewhere, or a family without ACTIVE revisions. */
export function absentRevision(random: Random, run: SymbolicRun): PlanValue {
  const away = revisionFromElsewhere(random, run);
  if (away !== undefined) return away;
  const families = [...values(run.state.families)];
  const idle = families.find(({ revisions }) => revisions.every(({ status }) => status !== "ACTIVE"));
  if (idle !== undefined && random.chance(0.5)) return idle.name;
  return random.pick([
    neverCreated,
    `${neverCreated}:1`,
    arn("task-definition", `${neverCreated}:1`),
    `${families[0]?.name ?? neverCreated}:999`,
  ]);
}
