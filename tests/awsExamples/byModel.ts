import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import type { Difference } from "../../checker/difference.ts";
import { type PlanInput, resolve } from "../../commands/reference.ts";
import type { Expected } from "../../model/expectation.ts";
import { holeKinds } from "../../model/holes.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { lookup } from "../../model/lookup.ts";
import type { Input, Operation } from "../../model/operation.ts";
import { settle } from "../../model/progress.ts";
import { isRead, steps } from "../../model/registry.ts";
import { empty, type State } from "../../model/state.ts";
import { type Outcome, outcomes, type Step } from "../../model/step.ts";

/** What AWS itself shows of an operation (fixtures/aws-examples/README.md). */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly needs?: readonly string[];
  readonly setup: readonly { readonly operation: string; readonly input: PlanInput }[];
  readonly input: PlanInput;
  readonly output: JsonObject;
  readonly ignore: readonly { readonly path: string }[];
  readonly contains?: readonly string[];
  readonly today?: readonly { readonly path: string; readonly value: Json }[];
}

const folder = fileURLToPath(new URL("../../fixtures/aws-examples/", import.meta.url));

export const examplesOf = (operation: string): readonly Example[] =>
  (JSON.parse(readFileSync(`${folder}${operation}.json`, "utf8")) as { examples: Example[] }).examples;

const setting = { tasks: true, containers: true, rest: false, namespace: "«none»" };

/** How far the model is from the example: no difference where it accepts what AWS shows. */
export function judgeExample(operation: Operation, example: Example): Difference[] {
  const { state, outputs } = setUp(example);
  const input = resolved(example.input, outputs);
  const output = shown(example);
  const bindings = new Bindings(holeKinds);
  for (const [hole, value] of Object.entries(bound)) bindings.bind(hole, value);
  const judged = play(operation, state, input, "example").map(({ result }) =>
    result.kind === "refused"
      ? compare({ refused: result.rule }, {}, bindings.fork())
      : compare(result.output, output, bindings.fork()).filter((difference) => tells(difference, example)),
  );
  return judged.reduce((fewest, differences) => (differences.length < fewest.length ? differences : fewest));
}

/** Members an example does not name are not judged, nor its times, which are texts. */
const tells = ({ path, actualKind, expectedKind }: Difference, { contains = [], output }: Example): boolean =>
  actualKind !== "absent" &&
  expectedKind !== "time" &&
  !(actualKind === "missing" && (contains.some((list) => path.startsWith(list)) || !isNamed(output, path)));

/** Is there a list, or anything, at the path `a.b[].c[]`, in some item of the lists on the way? */
function isNamed(json: Json | undefined, path: string): boolean {
  const [, member = "", list, below = ""] = /^([^.[]*)(\[\])?\.?(.*)$/.exec(path) ?? [];
  const value = typeof json === "object" && json !== null && !Array.isArray(json) ? json[member] : undefined;
  if (value === undefined || below === "") return value !== undefined;
  return list !== undefined && Array.isArray(value)
    ? value.some((item) => isNamed(item, below))
    : isNamed(value, below);
}

/** Plays the set-up; what the model does not know, as PutAccountSetting, changes nothing it judges. */
function setUp({ setup }: Example): { state: State; outputs: (Expected | undefined)[] } {
  let state = empty;
  const outputs: (Expected | undefined)[] = [];
  for (const [index, { operation, input }] of setup.entries()) {
    const [first] = operation in steps ? play(operation, state, resolved(input, outputs), String(index)) : [];
    if (first?.result.kind === "refused") throw new Error(`set-up ${index} is refused by ${first.result.rule}`);
    state = settle(first?.state ?? state);
    outputs.push(first?.result.kind === "accepted" ? first.result.output : undefined);
  }
  return { state, outputs };
}

const play = (operation: string, state: State, input: JsonObject, call: string): Outcome[] =>
  outcomes(steps[operation as Operation] as Step<Operation>, isRead(operation), state, input as Input<Operation>, {
    ...setting,
    call,
  });

function resolved(input: PlanInput, outputs: readonly (Expected | undefined)[]): JsonObject {
  const whole = resolve(input, (step, path) => lookup(outputs[step] ?? null, path));
  if (whole === undefined) throw new Error("a reference of the example leads nowhere");
  return whole;
}

const bound: Readonly<Record<string, string>> = { "«region»": "us-east-1", "«account»": "111122223333" };

/** The example's output as a server of today would send it. */
function shown({ output, ignore, today = [] }: Example): Json {
  let json: Json = output;
  for (const { path, value } of today) json = changed(json, path, () => value);
  for (const { path } of ignore) json = changed(json, path, () => undefined);
  return filled(json, "0");
}

/** The value with what stands at `path` (`tasks[0].group`, `settings[].name`) replaced, or left out. */
function changed(json: Json, path: string, change: () => Json | undefined): Json {
  const [step, index, rest] = /^\[(\d*)\]\.?(.*)$/.exec(path)?.slice(0) ?? [];
  if (step !== undefined && Array.isArray(json))
    return json.flatMap((item, at) => {
      if (index !== "" && Number(index) !== at) return [item];
      const value = rest === "" ? change() : changed(item, rest ?? "", change);
      return value === undefined ? [] : [value];
    });
  const [, member = "", below = ""] = /^([^.[]+)\.?(.*)$/.exec(path) ?? [];
  if (typeof json !== "object" || json === null || Array.isArray(json) || !(member in json)) return json;
  const { [member]: old, ...others } = json;
  const value = below === "" ? change() : changed(old ?? null, below, change);
  return value === undefined ? others : { ...others, [member]: value };
}

/** Ids in place of holes: one for each item of the outermost list. */
function filled(json: Json, item: string): Json {
  if (typeof json === "string")
    return Object.entries(bound)
      .reduce((text, [hole, value]) => text.replaceAll(hole, value), json)
      .replaceAll("ecs-svc/«id»", `ecs-svc/${item.padStart(19, "1")}`)
      .replaceAll("«id»", item.padStart(32, "a"));
  if (Array.isArray(json)) return json.map((each, at) => filled(each, item === "0" ? String(at + 1) : item));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([member, value]) => [member, filled(value, item)]));
}
