import { arn } from "../../model/language/arn.ts";
import type { Expected } from "../../model/language/expectation.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { lookup, views } from "../../model/language/lookup.ts";
import type { Input } from "../../model/language/operation.ts";
import { get } from "../../model/language/persistentMap.ts";
import { empty, type State } from "../../model/language/state.ts";
import { type Abilities, outcomes, type Result } from "../../model/language/step.ts";
import { cardOf, type Operation } from "../../model/registry.ts";
import { quiesce } from "../../model/time/quiescentState.ts";
import type { Group } from "./group.ts";
import type { Command } from "./plan.ts";
import { type PlanInput, type Reference, resolve } from "./reference.ts";

/** The member with a resource's ARN in its description. */
const arnMember: Readonly<Record<string, string>> = {
  cluster: "clusterArn",
  service: "serviceArn",
  task: "taskArn",
  containerInstance: "containerInstanceArn",
  capacityProvider: "capacityProviderArn",
  revision: "taskDefinitionArn",
  taskSet: "taskSetArn",
  serviceDeployment: "serviceDeploymentArn",
};

interface Prediction {
  readonly result: Result;
  readonly state: State;
}

/**
 * Plays a plan in the model. Generation and shrinking use it to know which resources exist, what each command would
 * return, and to what a reference may refer. Its tasks run and its services are at rest at once.
 */
export class SymbolicRun {
  state: State = empty;
  /** The state when the plan last waited until the effects of its calls were at rest. */
  rested: State = empty;
  readonly abilities: Abilities;
  readonly outputs: (Expected | undefined)[] = [];
  /** Where each resource's ARN was first returned: `cluster:c1` → command and path. */
  readonly #arns = new Map<string, Reference>();
  /** Generation predicts several commands and then adds one of them: this keeps the results. */
  readonly #foreseen = new WeakMap<Command, { readonly step: number; readonly prediction: Prediction | undefined }>();

  /** Plans that use the `default` cluster too: their runs take turns, so they are rare. */
  readonly withDefault: boolean;

  /** Plans that change account settings for more than their own principal; these are rare too. */
  readonly withSettings: boolean;

  /** The group of operations that the plan focuses on, if any. */
  readonly focus: Group | undefined;

  constructor(abilities: Abilities, withDefault = false, withSettings = false, focus?: Group) {
    this.abilities = abilities;
    this.withDefault = withDefault;
    this.withSettings = withSettings;
    this.focus = focus;
  }

  /** What the model would return; undefined when a reference has no value. */
  predict(command: Command): Prediction | undefined {
    const known = this.#foreseen.get(command);
    if (known?.step === this.outputs.length) return known.prediction;
    const prediction = this.#play(command);
    this.#foreseen.set(command, { step: this.outputs.length, prediction });
    return prediction;
  }

  /** The input with what earlier commands returned; undefined when a reference has no value. */
  resolved(input: PlanInput): JsonObject | undefined {
    return resolve(input, (step, path) => lookup(this.outputs[step] ?? null, path));
  }

  #play(command: Command): Prediction | undefined {
    const input = this.resolved(command.input);
    if (input === undefined) return undefined;
    return playStep(this.state, command.operation, input, { ...this.abilities, call: String(this.outputs.length) });
  }

  /** Adds the command to the plan. */
  add(command: Command): Result | undefined {
    const seen = this.predict(command);
    if (command.atRest === true) this.rested = this.state;
    if (seen === undefined || seen.result.kind === "refused") {
      this.outputs.push(undefined);
      return seen?.result;
    }
    const { output } = seen.result;
    const step = this.outputs.push(output) - 1;
    for (let index = 0; ; index++) {
      const listed = lookup(output, `taskArns.${index}`);
      if (typeof listed !== "string") break;
      const name = listed.slice(listed.indexOf("/") + 1);
      if (!this.#arns.has(`task:${name}`)) this.#arns.set(`task:${name}`, { ref: [step, `taskArns.${index}`] });
    }
    for (const { kind, name, path } of views(output)) {
      const member = arnMember[kind];
      if (member === undefined || this.#arns.has(`${kind}:${name}`)) continue;
      this.#arns.set(`${kind}:${name}`, { ref: [step, path === "" ? member : `${path}.${member}`] });
    }
    this.state = this.abilities.tasks ? quiesce(seen.state) : seen.state;
    return seen.result;
  }

  /** A reference to the ARN of a resource that some command returned; undefined when none did. */
  arnOf(kind: string, name: string): Reference | undefined {
    return this.#arns.get(`${kind}:${name}`);
  }

  /** The latest ACTIVE revision's number. */
  latestRevision(family: string): number | undefined {
    return get(this.state.families, family)?.revisions.findLast(({ status }) => status === "ACTIVE")?.revision;
  }

  /** A full ARN by reference, or written out for a resource that never existed. */
  fullArn(kind: "cluster" | "service", name: string): Reference | string {
    return this.arnOf(kind, name) ?? arn(kind, name);
  }
}

/** Plays one step in the model: the most likely outcome. */
function playStep(
  state: State,
  operation: string,
  input: JsonObject,
  setting: Abilities & { call: string },
): Prediction | undefined {
  const card = cardOf(operation);
  if (card === undefined) return undefined;
  return outcomes(card, state, input as Input<Operation>, {
    ...setting,
    rest: false,
    namespace: "«none»",
  })[0];
}
