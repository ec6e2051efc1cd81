import { isObject, type JsonObject } from "../../../model/language/json.ts";
import { get } from "../../../model/language/persistentMap.ts";
import { resourceKey } from "../../../model/language/resourceKey.ts";
import type { Revision } from "../../../model/language/state.ts";
import { withRevisionStatus, withUnknownRevision } from "../../../model/resources/changedRevisions.ts";
import { isAccepted } from "../accepted.ts";
import type { Run } from "../run.ts";

/**
 * Adopts the statuses of a family's revisions as the server describes them. A registration that should have been refused
 * has made a revision: removes it, so that only its number is used. Returns whether there was one.
 */
export async function restoreFamily(run: Run, family: string): Promise<boolean> {
  const { oracle, quarantine } = run;
  const revisions = get(oracle.state.families, family)?.revisions ?? [];
  for (const revision of revisions.slice(-mostDescribed)) {
    const described = await describe(run, family, revision.revision);
    const status = statuses.find((each) => each === described?.status);
    if (status !== undefined && status !== revision.status)
      oracle.begin(withRevisionStatus(oracle.state, revision, status));
  }
  const next = revisions.length + 1;
  if ((await describe(run, family, next))?.revision !== next) return false;
  const taskDefinition = `${family}:${next}`;
  if (!isAccepted(await run.send("DeregisterTaskDefinition", { taskDefinition }))) return false;
  oracle.begin(withUnknownRevision(oracle.state, family));
  quarantine.leaveOut(resourceKey("revision", taskDefinition));
  return true;
}

const mostDescribed = 8;

const statuses: readonly Revision["status"][] = ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"];

async function describe(run: Run, family: string, revision: number): Promise<JsonObject | undefined> {
  const shown = await run.send("DescribeTaskDefinition", { taskDefinition: `${family}:${revision}` });
  if (shown.kind !== "answered" || shown.status !== 200 || !isObject(shown.json)) return undefined;
  return isObject(shown.json.taskDefinition) ? shown.json.taskDefinition : undefined;
}
