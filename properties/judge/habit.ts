import type { Signature } from "../../checker/signature.ts";
import { removes } from "./sameFault.ts";

/**
 * The habit of the server that a signature shows: a fault that has one cause in all operations that show it, because
 * they apply a common rule or describe a common resource. Undefined for a fault of one operation alone.
 *
 * | kind | a habit is |
 * | --- | --- |
 * | accepted | not to check a rule: a value of an enumeration, the existence of a cluster, a size |
 * | refused | to fail with one internal error at what a rule accepts |
 * | error, text | to refuse by a rule with a wrong error type or text |
 * | status | to refuse with a wrong HTTP status |
 * | shape | to write a member in a wrong shape, wherever the resource stands in a reply |
 * | reply | to make pages too long, or without end |
 * | member | to omit a member or a structure, to make one up, or to write an id in a wrong form |
 * | law | not to know a form of a name, to skip an item on pages, not to store tags |
 */
export function habitOf(signature: Signature): string | undefined {
  switch (signature.kind) {
    case "accepted":
      return signature.rule === "accepted" || (signature.look !== undefined && removes(signature.operation))
        ? undefined
        : `accepts ${signature.rule}`;
    case "error":
      return signature.rule === undefined
        ? undefined
        : `type ${signature.rule} ${signature.wanted ?? ""}→${signature.error}`;
    case "refused":
      return /^(?:Server|Internal)/.test(signature.error) && signature.rule !== "accepted"
        ? `fails at ${signature.rule} with ${signature.error}`
        : undefined;
    case "empty-list":
      return "omits empty lists";
    case "status":
      return `status ${signature.wanted === "ServerException" ? "5xx" : "4xx"}→${signature.status}`;
    case "text":
      return `text ${signature.rule}`;
    case "shape":
      return shapeHabit(signature);
    case "member":
      return memberHabit(signature);
    case "reply":
      return signature.problem.startsWith("page") ? `reply ${signature.problem}` : undefined;
    case "law":
      return commonLaws.has(signature.law) ? `law ${signature.law} ${signature.complaint}` : undefined;
    case "spontaneous-crash":
    case "crash":
    case "unsupported":
    case "contradiction":
    case "other":
      return undefined;
  }
}

/** Laws whose complaints have one cause, whichever operation shows them. */
const commonLaws: ReadonlySet<string> = new Set(["names", "pages", "sizes", "tags"]);

/** A null, or a text that is no word of the enumeration, stands where ECS omits the member: it is made up. */
function shapeHabit({ path, problem }: Extract<Signature, { kind: "shape" }>): string {
  const member = inResource(path);
  return problem === "null" || problem === "unknown enum value"
    ? `makes up ${structureOf(member)}`
    : `shape ${member} ${problem}`;
}

/** `tasks[].launchType` of RunTask and `task.launchType` of StopTask are one member of a task. */
const inResource = (path: string): string =>
  path.replace(/^(\w+?)s?(?:\[\])?(?=\.|$)/, (_, root: string) => (root === "taskDefinition" ? "revision" : root));

function memberHabit({ look, member, from, to }: Extract<Signature, { kind: "member" }>): string | undefined {
  if (!member.includes(".")) return undefined;
  if (from === "absent" || from === '""')
    return look === undefined && !isOfProgress(member) ? `makes up ${structureOf(member)}` : undefined;
  if (to === "absent" || to === '""') return `omits ${structureOf(member)}`;
  if (to === "malformed") return `writes ${member} otherwise`;
  if (from === "nothing" && to === "object") return `shows ${member} without a request`;
  return undefined;
}

/** Members that appear when a resource makes progress: one too early shows a wrong state, not a habit. */
const isOfProgress = (member: string): boolean => /(?:At|\.stopCode|\.stoppedReason|\.exitCode)$/.test(member);

/**
 * The structure to which a member belongs: the members of one object, such as a health check, are handled together. A
 * member of the resource itself, or of the items of a list in it, such as its deployments, is handled alone.
 */
export function structureOf(member: string): string {
  const parts = member.split(".");
  const around = parts.at(-2) ?? "";
  const isAlone = parts.length < 3 || (parts.length === 3 && around.endsWith("[]"));
  return isAlone ? member : `${parts.slice(0, -1).join(".")}.*`;
}
