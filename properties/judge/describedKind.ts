/** The kinds of descriptions by the type in their ARNs, where the two differ. */
const kinds: Readonly<Record<string, string>> = {
  "task-definition": "definition",
  "container-instance": "containerInstance",
  "capacity-provider": "capacityProvider",
  "task-set": "taskSet",
};

/**
 * The kind of the resource that an entry of a signature is about. ListTagsForResource shows tags of any kind (`tagged`):
 * a server that loses those of services has another fault than one that loses those of tasks.
 */
export function describedKind({ kind, name }: { readonly kind: string; readonly name: string }): string {
  if (kind !== "tagged") return kind;
  const type = /^(?:[^:]*:){5}([a-z-]+)\//.exec(name.replaceAll(/«[^»]*»/g, ""))?.[1];
  return type === undefined ? kind : (kinds[type] ?? type);
}
