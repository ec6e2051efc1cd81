import { isDeepStrictEqual } from "node:util";
import type { BugName } from "../../bugs.ts";
import { EcsError } from "../../errors.ts";
import { newContent } from "../../operations/RegisterTaskDefinition.ts";
import {
  DeregisterTaskDefinition,
  DescribeTaskDefinition,
  revisionToDeregister,
} from "../../operations/taskDefinitions.ts";
import { newTags } from "../../requests/tags.ts";
import type { Simulation } from "../../simulation.ts";
import type { Revision, RevisionContent } from "../../state/taskDefinition.ts";
import { requireEssential } from "../../taskDefinitions/containerDefinitions.ts";
import { addRevision, deregister, findRevision, parseRevisionName } from "../../taskDefinitions/families.ts";
import { override, overrideError, overrideOperation } from "./override.ts";
import type { Override } from "./rule.ts";

function latestOf(sim: Simulation, familyName: string): Revision | undefined {
  const family = sim.state.families.get(familyName);
  return family?.revisions.get(family.activeRevisions.at(-1) ?? 0);
}

/** Each container of a new revision is stored with other members than the request has. */
function misstore(change: Partial<RevisionContent["containerDefinitions"][number]>): Override {
  return override(newContent, (sim, input) => {
    const content = newContent(sim, input);
    return { ...content, containerDefinitions: content.containerDefinitions.map((each) => ({ ...each, ...change })) };
  });
}

export const definitionOverrides = {
  "register-loses-empty-tag-value": [
    override(newTags, (list) => new Map([...newTags(list)].filter(([, value]) => value !== ""))),
  ],
  "register-overwrites-previous-revision": [
    override(addRevision, (sim, family, content, tags) => {
      const [before] = latestOf(sim, family)?.content.containerDefinitions ?? [];
      const [after] = content.containerDefinitions;
      if (before && after) before.image = after.image;
      return addRevision(sim, family, content, tags);
    }),
  ],
  "identical-registration-reuses-revision": [
    override(addRevision, (sim, family, content, tags) => {
      const latest = latestOf(sim, family);
      return latest && isDeepStrictEqual(latest.content, content) ? latest : addRevision(sim, family, content, tags);
    }),
  ],
  "definition-without-essential-container-accepted": [override(requireEssential, () => {})],
  "register-makes-all-containers-essential": [misstore({ essential: true })],
  "register-loses-container-memory": [misstore({ memory: undefined })],
  "register-loses-environment": [misstore({ environment: [] })],
  "describe-unknown-task-definition-raises-resource-not-found": [
    overrideError(
      DescribeTaskDefinition,
      ({ message }) => message === "Unable to describe task definition.",
      ({ message }) => new EcsError("ResourceNotFoundException", message),
    ),
  ],
  "describe-family-returns-inactive-revision": [
    override(findRevision, (sim, identifier) => {
      const { family, number } = parseRevisionName(identifier);
      if (number !== undefined) return findRevision(sim, identifier);
      return [...(sim.state.families.get(family)?.revisions.values() ?? [])].at(-1);
    }),
  ],
  "deregister-hits-latest-revision": [
    override(revisionToDeregister, (sim, identifier) => {
      const revision = revisionToDeregister(sim, identifier);
      return findRevision(sim, revision.family.name) ?? revision;
    }),
  ],
  "deregister-touches-longer-family": [
    overrideOperation(DeregisterTaskDefinition, (sim, input) => {
      const answer = DeregisterTaskDefinition(sim, input);
      const { family, revision } = answer.taskDefinition;
      for (const { name, revisions } of sim.state.families.values()) {
        const namesake = revisions.get(revision);
        if (namesake?.status === "ACTIVE" && name.startsWith(family)) deregister(sim, namesake);
      }
      return answer;
    }),
  ],
} satisfies Partial<Record<BugName, readonly Override[]>>;
