import type { Exchange } from "../../clients/client.ts";
import { isObject, type JsonObject } from "../../model/language/json.ts";
import { rules } from "../../model/language/rules.ts";
import { cardOf } from "../../model/registry.ts";
import { isOutsideEcs } from "./recordedRefusal.ts";
import { isAccepted, type RecordedCall, refusalOf } from "./trace.ts";

/**
 * Why a reply that differs from the recorded one is not a fault of this server: the recorded one depends on something
 * that neither the trace nor ECS determines. `before` contains the calls that this server has received, the given ones
 * included.
 */
export function openHere(
  call: RecordedCall,
  exchange: Exchange,
  before: readonly { readonly operation: string }[],
): string | undefined {
  const reply = exchange.kind === "answered" && isObject(exchange.json) ? exchange.json : {};
  if (isOutsideEcs(call)) return "whether a subnet, a security group or a role exists is decided outside ECS";
  if (isUnexplained(call)) return "no rule of the operation refuses so: AWS itself failed";
  if (!isAccepted(call)) return undefined;
  const maker = accountMakers[call.operation];
  if (maker !== undefined && !before.some(({ operation }) => maker.test(operation)))
    return "the trace does not show how the account came by what the reply lists";
  if (isOtherPage(call, reply)) return "which items are on which page is the server's choice";
  if (endedByItself(call, reply)) return "the task had ended by itself, which depends on what its containers do";
  return undefined;
}

/** Which calls make what a list of the whole account shows. */
const accountMakers: Readonly<Record<string, RegExp>> = {
  ListAccountSettings: /^Put\w*AccountSetting/,
  ListServicesByNamespace: /^CreateService$/,
};

/** A failure of the server that no rule of the operation names. */
const isUnexplained = (call: RecordedCall): boolean =>
  call.status >= 500 &&
  !cardOf(call.operation)?.refuses.some((row) => rules[row].errors?.includes(refusalOf(call).type));

/** Lists in no order that ECS documents. */
const unordered: ReadonlySet<string> = new Set(["ListClusters", "ListServices", "ListTasks", "ListContainerInstances"]);

function isOtherPage({ operation, input, body }: RecordedCall, reply: JsonObject): boolean {
  if (!unordered.has(operation) || (body.nextToken === undefined) !== (reply.nextToken === undefined)) return false;
  if (input.nextToken === undefined && body.nextToken === undefined) return false;
  return Object.entries(body).every(([member, items]) => {
    const shown = reply[member];
    return !Array.isArray(items) || (Array.isArray(shown) && shown.length === items.length);
  });
}

/** StopTask of a task that was already STOPPED at AWS and not here. */
function endedByItself({ operation, body: { task } }: RecordedCall, { task: shown }: JsonObject): boolean {
  if (operation !== "StopTask" || !isObject(task) || !isObject(shown)) return false;
  const byItself = ["EssentialContainerExited", "TaskFailedToStart"];
  return byItself.includes(String(task.stopCode)) && shown.stopCode === "UserInitiated";
}
