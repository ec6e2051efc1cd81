import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import type { Difference } from "../../checker/difference.ts";
import { mapLeaves, type PlanInput, resolve } from "../../commands/language/reference.ts";
import { arn } from "../../model/language/arn.ts";
import type { Card } from "../../model/language/card.ts";
import { type Expected, placeholder } from "../../model/language/expectation.ts";
import type { Json, JsonObject } from "../../model/language/json.ts";
import { lookup } from "../../model/language/lookup.ts";
import type { Input } from "../../model/language/operation.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";
import { empty, type State } from "../../model/language/state.ts";
import { type Outcome, outcomes } from "../../model/language/step.ts";
import { isRead } from "../../model/operationFacts.ts";
import { type Operation, operations } from "../../model/registry.ts";
import { observe } from "../../model/time/observe.ts";
import { quiesce } from "../../model/time/quiescentState.ts";
import type { Example } from "./example.ts";
import { place, placed, stated } from "./stated.ts";
import { inWords, type Judge } from "./verdict.ts";

const setting = { tasks: true, containers: true, rest: false, namespace: "«none»" };

const knows = (operation: string): operation is Operation => operation in operations;

/** The model: does AWS's example fit its expectation? */
export const model: Judge = {
  knows,
  has: ["tasks", "containerInstances"],
  play: async (operation, example) => differencesOf(operation as Operation, example),
};

/** The differences between the example and the outcome that is most similar to it. */
function differencesOf(operation: Operation, example: Example): readonly string[] {
  const ready = setUp(example);
  if (typeof ready === "string") return [ready];
  const input = resolved(example.input, ready);
  if (input === undefined) return ["a reference of the example leads nowhere"];
  const presented = { ...example, output: stated(example) };
  const output = filled(presented.output, "0");
  const judged = play(operation, ready.state, input, "example").map(({ result }) =>
    result.kind === "refused"
      ? [`refused by ${result.rule}`]
      : compare(result.output, output, bindings())
          .filter((each) => isJudged(each, presented))
          .map(inWords),
  );
  return judged.reduce((fewest, differences) => (differences.length < fewest.length ? differences : fewest));
}

function bindings(): Bindings {
  const bound = new Bindings(placeholderKinds);
  for (const [kind, value] of Object.entries(place)) bound.bind(`«${kind}»`, value);
  return bound;
}

/** Members that an example does not show are not judged, nor are its times, which are texts. */
const isJudged = ({ path, actualKind, expectedKind }: Difference, { contains = [], output }: Example): boolean =>
  actualKind !== "absent" &&
  expectedKind !== "time" &&
  !(actualKind === "missing" && (contains.some((list) => path.startsWith(list)) || !isNamed(output, path)));

/** Is there a value at the path `a.b[].c[]`, in some item of the lists on the way? */
function isNamed(json: Json | undefined, path: string): boolean {
  const [, member = "", list, below = ""] = /^([^.[]*)(\[\])?\.?(.*)$/.exec(path) ?? [];
  const value = typeof json === "object" && json !== null && !Array.isArray(json) ? json[member] : undefined;
  if (value === undefined || below === "") return value !== undefined;
  return list !== undefined && Array.isArray(value)
    ? value.some((item) => isNamed(item, below))
    : isNamed(value, below);
}

/**
 * Plays the set-up, including the background changes that writes cause; an operation that the model does not know
 * changes nothing.
 */
function setUp({ setup, needs = [] }: Example): Ready | string {
  let state = empty;
  let instance: string | undefined;
  const outputs: (Expected | undefined)[] = [];
  for (const [index, { operation, input, until }] of setup.entries()) {
    const whole = resolved(input, { outputs, instance });
    if (whole === undefined) return "a reference of the set-up leads nowhere";
    const [first] = knows(operation) ? play(operation, state, whole, String(index)) : [];
    if (first?.result.kind === "refused") return `${operation} of the set-up is refused by ${first.result.rule}`;
    if (first !== undefined && !isRead(operation)) state = quiesce(first.state);
    const output = first?.result.kind === "accepted" ? first.result.output : undefined;
    const seen = until?.["taskArns.length"] === 1 ? taskSeen(String(whole.cluster), output) : undefined;
    if (seen !== undefined)
      state = observe(state, { operation, input: whole, output: seen, rest: false, placeholderOf: () => undefined });
    outputs.push(seen ?? output);
    if (operation !== "CreateCluster" || !needs.includes("containerInstances")) continue;
    for (const call of ["first", "second"]) {
      const registered = play(
        "RegisterContainerInstance",
        state,
        registration(whole.clusterName ?? "default"),
        call,
      )[0];
      if (registered?.result.kind !== "accepted") return "no container instance can be registered";
      state = registered.state;
      instance ??= String(lookup(registered.result.output, "containerInstance.containerInstanceArn"));
    }
  }
  return { state, outputs, instance };
}

/** The state on which an example is played. */
interface Ready {
  readonly state: State;
  readonly outputs: readonly (Expected | undefined)[];
  /** The first of the container instances, when the example needs some. */
  readonly instance: string | undefined;
}

/** An instance with enough resources for the tasks of the examples. */
const registration = (cluster: Json): JsonObject => ({
  cluster,
  instanceIdentityDocument: "{}",
  totalResources: [
    { name: "CPU", type: "INTEGER", integerValue: 4096 },
    { name: "MEMORY", type: "INTEGER", integerValue: 8192 },
  ],
  versionInfo: { agentVersion: "1.0.0" },
});

/** The reply of a task list that was repeated until it contained a task, where the model permits that. */
function taskSeen(cluster: string, expected: Expected | undefined): JsonObject | undefined {
  const listed = (id: string) => ({ taskArns: [arn("task", `${cluster}/${id}`)] });
  const allowed = expected !== undefined && compare(expected, filled(listed("«id»"), "1"), bindings()).length === 0;
  return allowed ? listed(placeholder("task", "seen")) : undefined;
}

const play = (operation: Operation, state: State, input: JsonObject, call: string): Outcome[] =>
  outcomes(operations[operation] as Card, state, input as Input<Operation>, { ...setting, call });

const resolved = (input: PlanInput, { outputs, instance }: Omit<Ready, "state">): JsonObject | undefined =>
  resolve(
    mapLeaves(input, (leaf) => (leaf === "«containerInstance»" ? (instance ?? leaf) : leaf)) as PlanInput,
    (step, path) => lookup(outputs[step] ?? null, path.replaceAll(/\[(\d+)\]/g, ".$1")),
  );

/** Replaces placeholders by ids: one for each item of the outermost list. */
function filled(json: Json, item: string): Json {
  if (typeof json === "string")
    return placed(json)
      .replaceAll("ecs-svc/«id»", `ecs-svc/${item.padStart(19, "1")}`)
      .replaceAll(/(?<=:service-revision\/.*)«id»/g, item.padStart(19, "1"))
      .replaceAll(/(?<=:service-deployment\/.*)«id»/g, item.padStart(22, "a"))
      .replaceAll("«id»", item.padStart(32, "a"));
  if (Array.isArray(json)) return json.map((each, at) => filled(each, item === "0" ? String(at + 1) : item));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([member, value]) => [member, filled(value, item)]));
}
