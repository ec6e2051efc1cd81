import type { Difference } from "../../checker/difference.ts";
import type { Exchange } from "../../clients/client.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { values } from "../../model/language/persistentMap.ts";
import type { ResourceKey } from "../../model/language/resourceKey.ts";
import { type RuleId, rules } from "../../model/language/rules.ts";
import { empty } from "../../model/language/state.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import { divergencesOf } from "../judge/divergence.ts";
import type { Fault } from "../judge/fault.ts";
import { Oracle } from "../judge/oracle.ts";
import { quarantineAfterFault } from "../judge/quarantineAfterFault.ts";
import { isKnown, registeredIn, withEarlierRevisions } from "./earlierState.ts";
import { joinPages } from "./pages.ts";
import { type CallVerdict, isAccepted, mapStrings, type RecordedCall, refusalOf, type Trace } from "./trace.ts";

/** A run prefix that no recorded name has: additional items of an account-wide list are then not of this run. */
const noPrefix = "«none»";

/** Judges the recorded replies of a trace in order, as if a server had returned them: would the model report a divergence? */
export function judgeByModel(trace: Trace): CallVerdict[] {
  const judge = new TraceJudge(trace);
  const verdicts = joinPages(trace).flatMap(({ call, pages, cut }) => {
    const verdict = cut === undefined ? judge.call(call, pages.at(-1) ?? 0) : unknown(cut);
    return pages.map((index): CallVerdict => ({ trace: trace.id, call: index, operation: call.operation, ...verdict }));
  });
  return verdicts.sort((a, b) => a.call - b.call);
}

type Verdict = Pick<CallVerdict, "verdict" | "reason" | "rule">;

const agrees = (reason = "", rule?: string): Verdict => ({ verdict: "agrees", reason, rule });
const unknown = (reason: string): Verdict => ({ verdict: "unknown", reason });

/** A fault without the differences that the recording leaves open. */
interface Reading {
  readonly left: Fault | undefined;
}

/** Judges the replies of one trace. A reply about a resource whose creation the trace does not show is never a contradiction. */
class TraceJudge {
  readonly #oracle = new Oracle({ tasks: true, containers: false }, noPrefix, empty, {});
  /** Resources that existed before the trace began, according to a reply: their members are unknown. */
  readonly #earlier = new Set<ResourceKey>();
  /** Why no reply of this trace can be judged. */
  #unjudgeable: string | undefined;

  constructor({ given }: Trace) {
    for (const [index, { operation, input }] of given.entries()) {
      if (cardOf(operation) === undefined) this.#unjudgeable ??= `given ${operation} is not an operation of the model`;
      const rule = this.#unjudgeable === undefined ? this.#oracle.assume(operation, input, `given${index}`) : undefined;
      if (rule !== undefined) this.#unjudgeable ??= `given ${index}, ${operation}, is refused by ${rule}`;
    }
  }

  call(call: RecordedCall, index: number): Verdict {
    if (this.#unjudgeable !== undefined) return unknown(this.#unjudgeable);
    const card = cardOf(call.operation);
    if (card === undefined) return unknown(`${call.operation} is not an operation of the model`);
    this.#bindIds(call.input);
    const input = mapStrings(call.input, (text) => this.#oracle.symbolic(text));
    const open = this.#notCreated(call, input);
    if (isAccepted(call)) this.#addEarlier(call, open);
    const stillOpen = open.filter((key) => !isKnown(this.#oracle.state, key));
    const makes = (key: ResourceKey): boolean => card.creates !== undefined && key.startsWith(`${card.creates}:`);
    // The resource of an accepted create call did not exist before; for a refused call that is unknown.
    const creates = isAccepted(call) ? [] : stillOpen.filter(makes);
    const missing = stillOpen.filter((key) => !makes(key));
    const verdict = this.#oracle.judge(call.operation, input, String(index), exchangeOf(call), false, (fault) =>
      this.#reading(fault, call),
    );
    const { fault, reading } = verdict;
    if (fault === undefined || (reading !== undefined && reading.left === undefined))
      return agrees("", verdict.rules.join(" "));
    const position = { command: index, operation: call.operation };
    const left = reading?.left ?? fault;
    const [divergence] = divergencesOf(left, position);
    const words =
      divergence === undefined
        ? left.kind
        : `${divergence.path ?? "the answer"}: expected ${divergence.expected}, got ${divergence.actual}`;
    const row = isAccepted(call) ? undefined : rowFor(card.refuses, call);
    const around = this.#openAround(call.operation, input);
    quarantineAfterFault(this.#oracle, fault, left, position, input);
    if (around !== undefined)
      return row === undefined
        ? unknown(`${around}; ${words}`)
        : agrees("a rule of the operation refuses with this error", row);
    if (missing.length > 0 || creates.length > 0 || !call.inputComplete) {
      if (row !== undefined) return agrees("a rule of the operation refuses with this error", row);
      const why =
        missing.length > 0
          ? `the trace does not show the creation of ${missing.join(", ")}`
          : call.inputComplete
            ? `whether ${creates.join(", ")} existed before is unknown`
            : "part of the request is unknown";
      return unknown(`${why}; ${words}`);
    }
    return { verdict: "contradicts", reason: words, rule: divergence?.rule };
  }

  /** Why a reply may depend on the state before the trace began: on a cluster's contents or a resource's tags. */
  #openAround(operation: string, input: JsonObject): string | undefined {
    const named = resourcesOf(operation, input);
    const earlier = named.find((key) => this.#earlier.has(key));
    if (earlier !== undefined) return `the contents of ${earlier} before the trace began are unknown`;
    return this.#oracle.quarantine.blocks(operation, input)
      ? "the state of a resource that the call names is unknown since an earlier reply"
      : undefined;
  }

  /** Resources that the call names and whose creation the trace does not show. */
  #notCreated(call: RecordedCall, input: JsonObject): ResourceKey[] {
    return resourcesOf(call.operation, input).filter((key) => !isKnown(this.#oracle.state, key));
  }

  /** An accepted call shows which resources existed before the trace began: adds such clusters and earlier revisions to the state. */
  #addEarlier({ operation, body }: RecordedCall, open: readonly ResourceKey[]): void {
    const card = cardOf(operation);
    for (const key of open) {
      const name = key.slice(key.indexOf(":") + 1);
      if (key.startsWith("cluster:") && card?.creates !== "cluster") {
        if (operation === "DescribeClusters") continue;
        this.#oracle.assume("CreateCluster", { clusterName: name }, `earlier-${name}`);
        this.#oracle.quarantine.taintContents(name);
        this.#earlier.add(key);
      }
    }
    const registered = operation === "RegisterTaskDefinition" ? registeredIn(body) : undefined;
    if (registered !== undefined)
      this.#oracle.begin(withEarlierRevisions(this.#oracle.state, registered.family, registered.revision));
  }

  /** Binds task ids that no earlier reply contains to the tasks that the given calls created, in the order of their creation. */
  #bindIds(input: JsonObject): void {
    for (const text of stringsIn([input.task, input.tasks])) {
      const id = text.slice(text.lastIndexOf("/") + 1);
      if (this.#oracle.symbolic(id) !== id) continue;
      const open = [...values(this.#oracle.state.clusters)]
        .flatMap(({ tasks }) => [...values(tasks)])
        .find((task) => task.id.startsWith("«task:") && this.#oracle.literal(task.id) === undefined);
      if (open !== undefined && /^[0-9a-f]{32}$/.test(id)) this.#oracle.bind(open.id, id);
    }
  }

  #reading(fault: Fault, call: RecordedCall): Reading {
    switch (fault.kind) {
      case "output": {
        const differences = fault.differences.filter((difference) => !this.#isOpen(difference, call));
        return { left: differences.length === 0 ? undefined : { ...fault, differences } };
      }
      case "error":
        return { left: errorLeft(fault, call) };
      default:
        return { left: fault };
    }
  }

  /** Does the recording leave open whether this differs? */
  #isOpen({ path, resource, actualKind, habit }: Difference, call: RecordedCall): boolean {
    if (resource !== undefined && this.#earlier.has(`${resource.kind}:${resource.name}` as ResourceKey)) return true;
    const absent = actualKind === "absent" || actualKind === "missing" || habit !== undefined;
    if (!absent || call.complete) return false;
    const known = call.absent.some((each) => each.replaceAll(/\[\d*\]|\.\d+(?=\.|$)/g, "[]") === path);
    return !known;
  }
}

/** A refusal's fault, unless it concerns a part that was not recorded: an inferred error type, or an unknown part of the text. */
function errorLeft(fault: Extract<Fault, { kind: "error" }>, call: RecordedCall): Fault | undefined {
  const behind = fault.behind?.kind === "error" ? errorLeft(fault.behind, call) : fault.behind;
  const { message } = refusalOf(call);
  switch (fault.part) {
    case "type":
      return call.inferred.includes("body.__type") ? behind : fault;
    case "status":
      return fault;
    case "text":
      if (call.messageIncludes !== undefined) return fault.expected.includes(call.messageIncludes) ? undefined : fault;
      return message === undefined ? undefined : fault;
  }
}

/** A rule of the operation that refuses with the recorded error type and, where both are known, its text. */
function rowFor(refuses: readonly RuleId[], call: RecordedCall): RuleId | undefined {
  const { type, message } = refusalOf(call);
  const fits = (row: RuleId): boolean => {
    const { errors = [], text } = rules[row];
    if (!call.inferred.includes("body.__type") && !errors.includes(type)) return false;
    if (text === undefined) return false;
    const pattern = text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/‹\w+›/g, ".*");
    const recorded = call.messageIncludes ?? message;
    return recorded !== undefined && (new RegExp(`^${pattern}$`, "su").test(recorded) || text.includes(recorded));
  };
  return refuses.find(fits);
}

const exchangeOf = ({ status, body }: RecordedCall): Exchange => ({
  kind: "answered",
  status,
  text: JSON.stringify(body),
  json: body,
  contentType: "application/x-amz-json-1.1",
  milliseconds: 0,
});

const stringsIn = (list: readonly unknown[]): string[] =>
  list.flat().filter((text): text is string => typeof text === "string");
