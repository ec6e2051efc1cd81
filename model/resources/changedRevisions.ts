import { produce } from "immer";
import { get, put } from "../language/persistentMap.ts";
import type { Revision, State } from "../language/state.ts";

/** The state with one more revision of the family, which is INACTIVE and of which nothing else is known. */
export const withUnknownRevision = (state: State, name: string): State =>
  produce(state, (draft) => {
    const known = get(draft.families, name);
    const revision: Revision = {
      family: name,
      revision: (known?.revisions.length ?? 0) + 1,
      status: "INACTIVE",
      definition: { family: name, containerDefinitions: [] },
      tags: [],
    };
    if (known === undefined) put(draft.families, name, { name, revisions: [revision] });
    else known.revisions.push(revision);
  });

/** The state in which the revision has this status. */
export const withRevisionStatus = (state: State, { family, revision }: Revision, status: Revision["status"]): State =>
  produce(state, ({ families }) => {
    const known = get(families, family)?.revisions[revision - 1];
    if (known !== undefined) known.status = status;
  });
