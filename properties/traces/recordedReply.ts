import {
  absent,
  any,
  at,
  type Expected,
  isMark,
  type Mark,
  type Members,
  unordered,
} from "../../model/language/expectation.ts";
import { isObject, type Json, type JsonObject } from "../../model/language/json.ts";
import { isRead } from "../../model/operationFacts.ts";
import { objectsIn, textOf } from "./missing.ts";
import type { RecordedCall } from "./trace.ts";

/** What is known of the names and ids in a recorded reply. */
export interface RecordedNames {
  /** The text with placeholders for the ids in it. */
  symbolic(text: string): string;
  /** Has an earlier reply shown the task? */
  isKnownTask(arn: string): boolean;
}

/** Members that change without a call: a wrong value now may be the right one a moment later. */
const moving: ReadonlySet<string> = new Set([
  ...["lastStatus", "status", "rolloutState", "rolloutStateReason", "healthStatus", "connectivity", "version"],
  ...["runningCount", "pendingCount", "desiredCount", "failedTasks", "runningTasksCount", "pendingTasksCount"],
  ...["events", "currentServiceDeployment", "currentServiceRevisions", "exitCode", "reason"],
  ...["networkInterfaces", "networkBindings", "runtimeId", "imageDigest", "details"],
]);

/** Members that depend on the caller or on the machine, not on the server's behaviour. */
const environment: ReadonlySet<string> = new Set([
  "registeredBy",
  "createdBy",
  "principalArn",
  "nextToken",
  "statistics",
  "requiresAttributes",
  "availabilityZone",
]);

/** Members of a read that change without a call; in the reply to a write, the write determines them. */
const movingInReads = /^(?:desiredStatus|taskArns|\w+At|stopCode|stoppedReason|exitCode|reason)$/;

/** Times of a task that its own life decides, not the call whose reply shows them. */
const progress: ReadonlySet<string> = new Set([
  ...["connectivityAt", "pullStartedAt", "pullStoppedAt", "startedAt", "executionStoppedAt", "stoppedAt"],
]);

/** Does the reply show a task that no earlier reply has shown? */
const showsNewTask = ({ tasks }: JsonObject, { isKnownTask }: RecordedNames): boolean =>
  objectsIn(tasks).some(({ taskArn }) => !isKnownTask(textOf(taskArn) ?? ""));

/** Members of a task that has just been made: they begin to change after the reply. */
const ofNewTask: ReadonlySet<string> = new Set(["details", "networkInterfaces"]);

/**
 * The reply without what comes and goes by itself: deployments that the PRIMARY one has superseded, which are listed
 * until it is complete.
 */
export function stableReply<Value extends Json>(value: Value): Value {
  if (Array.isArray(value)) return value.map(stableReply) as unknown as Value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      member === "deployments" && Array.isArray(inner)
        ? inner.filter((each) => !isObject(each) || each.status === "PRIMARY" || each.status === undefined)
        : stableReply(inner as Json),
    ]),
  ) as unknown as Value;
}

/** The expectation that a recorded body states: every recorded member, and the absence of the members known to be absent. */
export function expectedReply(
  { operation, body, absent: paths, undeclared }: RecordedCall,
  names: RecordedNames,
): Expected {
  const reads = isRead(operation);
  const isNew = !reads && showsNewTask(body, names);
  const moves = (member: string): boolean =>
    isNew
      ? moving.has(member) && !ofNewTask.has(member)
      : moving.has(member) || progress.has(member) || (reads && movingInReads.test(member));
  const expected = expectation(stableReply(body), "", moves, names);
  // AWS uses these members internally: no server needs them.
  for (const path of undeclared) put(expected, stepsOf(path), any);
  for (const path of paths) {
    const steps = stepsOf(path);
    put(expected, steps, moves(steps.at(-1) ?? "") ? any : absent);
  }
  return expected;
}

function expectation(value: Json, member: string, moves: (member: string) => boolean, names: RecordedNames): Expected {
  if (environment.has(member)) return any;
  // Epoch seconds differ in every run.
  if (typeof value === "number" && /(?:At|Date)$/.test(member)) return any;
  if (member === "revision" && typeof value === "number") return any;
  const inner: Expected = Array.isArray(value)
    ? unordered(
        value.map((item) => expectation(item, "", moves, names)),
        keys[member],
      )
    : isObject(value)
      ? (Object.fromEntries(
          Object.entries(value).map(([name, item]) => [name, expectation(item, name, moves, names)]),
        ) as Members)
      : typeof value === "string"
        ? isAttachmentId(member, value)
          ? `«attachment:${value}»`
          : names.symbolic(value)
        : value;
  return moves(member) ? at("converges", inner) : inner;
}

/** The member that identifies an item of a list whose order may differ. */
const keys: Readonly<Record<string, string>> = { containers: "name", containerOverrides: "name", tasks: "taskArn" };

const isAttachmentId = (member: string, value: string): boolean =>
  (member === "id" || member === "attachmentId") && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

/** Replaces the part of an expectation at a path such as `services[].deployments[0].scale`, or adds it to an object. */
function put(expected: Expected, [step, ...rest]: readonly string[], value: Expected): void {
  const inner = isMark(expected) ? markedIn(expected) : expected;
  if (step === undefined || typeof inner !== "object" || inner === null) return;
  if (Array.isArray(inner) && !(step in inner)) {
    for (const item of inner) put(item as Expected, [step, ...rest], value);
    return;
  }
  const members = inner as Record<string, Expected>;
  if (rest.length === 0) {
    members[step] = value;
  } else if (members[step] !== undefined) put(members[step], rest, value);
}

const markedIn = (mark: Mark): Expected | undefined =>
  mark.$ === "unordered"
    ? mark.items
    : mark.$ === "at"
      ? isMark(mark.value)
        ? markedIn(mark.value)
        : mark.value
      : undefined;

const stepsOf = (path: string): string[] =>
  path
    .replace(/^body\./, "")
    .split(/[.[\]]+/)
    .filter((step) => step !== "");
