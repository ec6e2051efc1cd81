import type { Input } from "../language/operation.ts";
import { put } from "../language/persistentMap.ts";
import { jsonText } from "../language/sameJson.ts";
import type { Cluster, Revision, Task } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";
import { definitionKey } from "./definition.ts";
import { copyTags, upsert } from "./tag.ts";
import { lifetimeOf } from "./taskLifetime.ts";

type Start = Pick<
  Input<"RunTask">,
  "group" | "startedBy" | "overrides" | "tags" | "propagateTags" | "enableExecuteCommand" | "launchType"
>;

/** Adds a new task that a command starts to its cluster (rows TK3, TK9, TK29, A5); `placedOn` as in `Task`. */
export function startTask(
  cluster: Cluster,
  revision: Revision,
  input: Start,
  placedOn: string[] | undefined,
  context: Context,
): Task {
  const id = context.newId("task");
  const tags = copyTags(input.propagateTags === "TASK_DEFINITION" ? revision.tags : []);
  upsert(tags, input.tags ?? []);
  const task: Task = {
    id,
    cluster: cluster.name,
    taskDefinition: definitionKey(revision),
    service: undefined,
    group: input.group ?? `family:${revision.family}`,
    startedBy: input.startedBy,
    launchType: input.launchType,
    overrides: input.overrides,
    cpu: revision.definition.cpu,
    memory: revision.definition.memory,
    tags,
    placedOn,
    untracked: false,
    lifetime: context.containers ? lifetimeOf(revision.definition, input.overrides) : { kind: "unknown" },
    seen: 0,
    shown: undefined,
    stopping: false,
    stopped: undefined,
    enableExecuteCommand: input.enableExecuteCommand ?? false,
    call: id,
  };
  put(cluster.tasks, id, task);
  cluster.used = true;
  return task;
}

/** The rule by which the tasks of a request have the tags of their definition, if they have. */
export const propagatedBy = ({ propagateTags }: Start): readonly "TK29"[] =>
  propagateTags === "TASK_DEFINITION" ? ["TK29"] : [];

const mostOverrides = 8192;

/**
 * Overrides that are too long (row TK30): certainly if their texts alone are, perhaps if only their JSON is.
 */
export function longOverrides({ overrides }: Start, context: Context) {
  if (overrides === undefined || jsonText(overrides).length <= mostOverrides) return undefined;
  const texts = (overrides.containerOverrides ?? []).flatMap(({ command = [], environment = [] }) => [
    ...command,
    ...environment.flatMap(({ name = "", value = "" }) => [name, value]),
  ]);
  return texts.join("").length > mostOverrides || context.may("TK30") ? refuse("TK30") : undefined;
}

/** Is there an override for a container that the definition lacks (row TK6)? */
export function strayOverride({ containerDefinitions }: Revision["definition"], overrides: Start["overrides"]) {
  const stray = overrides?.containerOverrides?.find(
    ({ name }) => !containerDefinitions?.some((container) => container.name === name),
  );
  return stray === undefined ? undefined : refuse("TK6", { container: stray.name ?? "" });
}
