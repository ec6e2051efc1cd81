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
import { type Reference, resolve } from "./reference.ts";

/** The member that holds a resource's ARN in its description. */
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
 * A plan as the model expects it to go: generation and shrinking step it along to know which names live, what
 * each command would answer, and where a reference may point. Its tasks run and its services settle at once.
 */
export class SymbolicRun {
  state: State = empty;
  readonly abilities: Abilities;
  readonly outputs: (Expected | undefined)[] = [];
  /** Where each resource's ARN was first answered: `cluster:c1` → command and path. */
  readonly #arns = new Map<string, Reference>();
  /** Generation looks ahead and then takes the very command: what it saw still holds. */
  #last: { readonly command: Command; readonly step: number; readonly foreseen: Prediction | undefined } | undefined;

  /** Plans that use the `default` cluster too: their runs take turns, so they are few. */
  readonly withDefault: boolean;

  /** Plans that change account settings for more than a principal of their own; likewise. */
  readonly withSettings: boolean;

  /** The group of operations that the plan leans to, if any. */
  readonly focus: Group | undefined;

  constructor(abilities: Abilities, withDefault = false, withSettings = false, focus?: Group) {
    this.abilities = abilities;
    this.withDefault = withDefault;
    this.withSettings = withSettings;
    this.focus = focus;
  }

  /** What the model would answer; undefined when a reference leads nowhere. */
  predict(command: Command): Prediction | undefined {
    const last = this.#last;
    if (last?.command === command && last.step === this.outputs.length) return last.foreseen;
    const foreseen = this.#play(command);
    this.#last = { command, step: this.outputs.length, foreseen };
    return foreseen;
  }

  #play(command: Command): Prediction | undefined {
    const input = resolve(command.input, (step, path) => lookup(this.outputs[step] ?? null, path));
    if (input === undefined) return undefined;
    return playStep(this.state, command.operation, input, { ...this.abilities, call: String(this.outputs.length) });
  }

  /** Takes the command as done. */
  add(command: Command): Result | undefined {
    const seen = this.predict(command);
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

  /** A reference to the ARN of a resource some command answered; undefined when none did. */
  arnOf(kind: string, name: string): Reference | undefined {
    return this.#arns.get(`${kind}:${name}`);
  }

  /** The latest ACTIVE revision's number. */
  latestRevision(family: string): number | undefined {
    return get(this.state.families, family)?.revisions.findLast(({ status }) => status === "ACTIVE")?.revision;
  }

  /** A full ARN by reference, or spelled out for what never existed. */
  fullArn(kind: "cluster" | "service", name: string): Reference | string {
    return this.arnOf(kind, name) ?? arn(kind, name);
  }
}

/** One step of the model without judging: the likeliest outcome. */
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
