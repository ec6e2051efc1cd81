import type { Exchange } from "../../clients/client.ts";
import { isObject, type Json, type JsonObject } from "../../model/language/json.ts";
import { keysOfArn } from "../../model/language/resource.ts";
import { kindOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import type { Quarantine } from "./quarantine.ts";

/** What is known of the resources of a run. */
interface Known {
  readonly quarantine: Quarantine;
  namesKnownId(arn: string): boolean;
}

/**
 * Leaves out of every comparison what a write made although the model does not expect it: the tasks and container instances of its reply that the model
 * does not know. A repeated RunTask that ignores its client token, for example, replies with a second task. Lists show
 * such resources later, as a consequence of a fault that is reported already.
 */
export function leaveOutStrays(exchange: Exchange, known: Known): void {
  const reply = exchange.kind === "answered" ? exchange.json : undefined;
  if (isObject(reply)) for (const key of straysIn(reply, known)) known.quarantine.leaveOut(key);
}

function straysIn(reply: JsonObject, known: Known): ResourceKey[] {
  const described = [reply.tasks, reply.task, reply.containerInstance].flat().filter(isObject);
  const arns = described.flatMap(({ taskArn, containerInstanceArn }) => [taskArn, containerInstanceArn]);
  return arns
    .filter((arn) => typeof arn === "string")
    .filter((arn) => !known.namesKnownId(arn))
    .flatMap((arn) => keysOfArn(arn).slice(0, 1))
    .filter((key) => ["task", "containerInstance"].includes(kindOf(key)));
}

/** The reply without the items of its lists that are strays: from what else it shows the model learns. */
export function withoutStrays(reply: JsonObject, isStray: (key: ResourceKey) => boolean): JsonObject {
  const isStrayArn = (arn: unknown) => typeof arn === "string" && keysOfArn(arn).slice(0, 1).some(isStray);
  const isStrayItem = (item: Json) =>
    isStrayArn(item) || (isObject(item) && [item.taskArn, item.containerInstanceArn].some(isStrayArn));
  const entries = Object.entries(reply).map(([member, value]) => [
    member,
    Array.isArray(value) ? value.filter((item) => !isStrayItem(item)) : value,
  ]);
  return Object.fromEntries(entries);
}
