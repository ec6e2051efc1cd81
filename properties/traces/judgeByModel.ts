import type { Difference } from "../../checker/difference.ts";
import type { Exchange } from "../../clients/client.ts";
import { mapStrings } from "../../commands/language/reference.ts";
import { isObject, type JsonObject } from "../../model/language/json.ts";
import { values } from "../../model/language/persistentMap.ts";
import { clusterAround, kindOf, nameOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import { empty } from "../../model/language/state.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import { cardOf } from "../../model/registry.ts";
import { divergencesOf } from "../judge/divergence.ts";
import type { Fault } from "../judge/fault.ts";
import { Oracle } from "../judge/oracle.ts";
import { quarantineAfterFault } from "../judge/quarantineAfterFault.ts";
import { isKnown, registeredIn, withEarlierRevisions } from "./earlierState.ts";
import { homeOf } from "./home.ts";
import { isRecordedAbsent, isShownMissing, lastPart, objectsIn, textOf } from "./missing.ts";
import { joinPages } from "./pages.ts";
import { errorLeft, isOutsideEcs, isTelling, rowFor } from "./recordedRefusal.ts";
import { type CallVerdict, isAccepted, type RecordedCall, type Trace } from "./trace.ts";

/** A run prefix that no recorded name has: additional items of an account-wide list are then not of this run. */
const noPrefix = "«none»";

/** Judges the recorded replies of a trace in order, as if a server had returned them: would the model report a divergence? */
export function judgeByModel(trace: Trace): CallVerdict[] {
  const judge = new TraceJudge(trace);
  const verdicts = joinPages(trace).flatMap(({ call, pages, cut }) => {
    judge.assumeBefore(pages[0] ?? 0);
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
  /** Clusters whose complete contents the trace shows. */
  readonly #whole = new Set<string>();
  /** Why no reply of this trace can be judged. */
  #unjudgeable: string | undefined;

  readonly #given: Trace["given"];
  #assumed = 0;

  constructor(trace: Trace) {
    const { region, account } = homeOf(trace);
    if (account !== "") {
      this.#oracle.bind("«region»", region);
      this.#oracle.bind("«account»", account);
    }
    this.#given = trace.given.toSorted((a, b) => a.before - b.before);
  }

  /** Applies the given calls that precede this recorded call. */
  assumeBefore(call: number): void {
    for (; this.#unjudgeable === undefined; this.#assumed += 1) {
      const next = this.#given[this.#assumed];
      if (next === undefined || next.before > call) return;
      const { operation } = next;
      const input = mapStrings(next.input, (text) => this.#oracle.symbolic(text));
      if (cardOf(operation) === undefined) this.#unjudgeable = `given ${operation} is not an operation of the model`;
      const rule = this.#unjudgeable ?? this.#oracle.assume(operation, input, `given${this.#assumed}`);
      if (rule !== undefined)
        this.#unjudgeable ??= `given call ${this.#assumed + 1}, ${operation}, is refused by ${rule}`;
      if (operation === "CreateCluster") this.#whole.add(textOf(input.clusterName) ?? "default");
    }
  }

  call(call: RecordedCall, index: number): Verdict {
    if (this.#unjudgeable !== undefined) return unknown(this.#unjudgeable);
    const card = cardOf(call.operation);
    if (card === undefined) return unknown(`${call.operation} is not an operation of the model`);
    this.#bindIds(call);
    const input = mapStrings(call.input, (text) => this.#oracle.symbolic(text));
    const open = resourcesOf(call.operation, input).filter((key) => !isKnown(this.#oracle.state, key));
    if (isAccepted(call)) this.#addEarlier(call, open);
    const stillOpen = open.filter((key) => !isKnown(this.#oracle.state, key) && !this.#isKnownAbsent(key, call));
    const makes = (key: ResourceKey): boolean => kindOf(key) === card.creates;
    // The resource of an accepted create call did not exist before; for a refused call that is unknown.
    const creates = isAccepted(call) ? [] : stillOpen.filter(makes);
    const missing = stillOpen.filter((key) => !makes(key));
    const verdict = this.#oracle.judge(call.operation, input, String(index), exchangeOf(call), false, (fault) =>
      this.#reading(fault, call),
    );
    const { fault, reading } = verdict;
    const row = isAccepted(call) ? undefined : rowFor(card.refuses, call);
    const ofRow = row === undefined ? undefined : agrees("a rule of the operation refuses with this error", row);
    if (fault === undefined || (reading !== undefined && reading.left === undefined)) {
      if (isAccepted(call) || isTelling(verdict.rules[0], call)) return this.#agreed(call, verdict.rules.join(" "));
      return ofRow ?? unknown(`${whatIsOpen(call)}, and no rule of the operation has this text`);
    }
    const position = { command: index, operation: call.operation };
    const left = reading?.left ?? fault;
    const [divergence] = divergencesOf(left, position);
    const words =
      divergence === undefined
        ? left.kind
        : `${divergence.path ?? "the reply"}: expected ${divergence.expected}, got ${divergence.actual}`;
    const around = this.#openAround(call.operation, input);
    quarantineAfterFault(this.#oracle, fault, left, position, input);
    if (around !== undefined) return ofRow ?? unknown(`${around}; ${words}`);
    if (isOutsideEcs(call)) return unknown("whether what is named outside of ECS is there is not known");
    if (missing.length > 0 || creates.length > 0 || !call.inputComplete) {
      const why =
        missing.length > 0
          ? `the trace does not show the creation of ${missing.join(", ")}`
          : creates.length > 0
            ? `whether ${creates.join(", ")} existed before is unknown`
            : whatIsOpen(call);
      return ofRow ?? unknown(`${why}; ${words}`);
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

  /** An accepted call shows which resources existed before the trace began: adds such clusters and earlier revisions to the state. */
  #addEarlier({ operation, body }: RecordedCall, open: readonly ResourceKey[]): void {
    const showsClusters = operation === "DescribeClusters" || cardOf(operation)?.creates === "cluster";
    for (const key of showsClusters ? [] : open.filter((each) => kindOf(each) === "cluster")) {
      const name = nameOf(key);
      this.#oracle.assume("CreateCluster", { clusterName: name }, `earlier-${name}`);
      this.#oracle.quarantine.taintContents(name);
      this.#earlier.add(key);
    }
    const registered = operation === "RegisterTaskDefinition" ? registeredIn(body) : undefined;
    if (registered !== undefined)
      this.#oracle.begin(withEarlierRevisions(this.#oracle.state, registered.family, registered.revision));
  }

  /** A cluster that the trace creates contains only what the trace adds to it. */
  #agreed({ operation, input, body }: RecordedCall, rule: string): Verdict {
    const { cluster } = body;
    if (operation === "CreateCluster" && isObject(cluster)) {
      const { activeServicesCount, runningTasksCount } = cluster;
      const name = textOf(input.clusterName) ?? "default";
      if (activeServicesCount === 0 && runningTasksCount === 0) this.#whole.add(name);
    }
    return agrees("", rule);
  }

  /** The resource does not exist: the reply itself reports it missing, or the trace shows its cluster's complete contents. */
  #isKnownAbsent(key: ResourceKey, call: RecordedCall): boolean {
    const cluster = clusterAround(key);
    return (cluster !== undefined && this.#whole.has(cluster)) || isShownMissing(key, call);
  }

  /** Binds task ids that no earlier reply contains to the tasks that the given calls created, in the order of their creation. */
  #bindIds({ input, body }: RecordedCall): void {
    const shown = objectsIn([body.task ?? null, body.tasks ?? null].flat());
    for (const text of stringsIn([input.task, input.tasks])) {
      const id = lastPart(text);
      if (!/^[0-9a-f]{32}$/.test(id) || this.#oracle.symbolic(id) !== id) continue;
      const definition = textOf(shown.find(({ taskArn }) => lastPart(textOf(taskArn) ?? "") === id)?.taskDefinitionArn);
      const open = [...values(this.#oracle.state.clusters)]
        .flatMap(({ tasks }) => [...values(tasks)])
        .filter((task) => task.id.startsWith("«task:") && this.#oracle.literal(task.id) === undefined)
        .filter(({ taskDefinition }) => definition === undefined || lastPart(definition) === lastPart(taskDefinition))
        .sort((one, other) => one.id.localeCompare(other.id, "en", { numeric: true }))[0];
      if (open !== undefined) this.#oracle.bind(open.id, id);
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
    return !isRecordedAbsent(path, call);
  }
}

const exchangeOf = ({ status, body }: RecordedCall): Exchange => ({
  kind: "answered",
  status,
  text: JSON.stringify(body),
  json: body,
  contentType: "application/x-amz-json-1.1",
  milliseconds: 0,
});

const whatIsOpen = ({ inputComplete }: RecordedCall): string =>
  inputComplete ? "the error type was not recorded" : "part of the request is unknown";

const stringsIn = (list: readonly unknown[]): string[] =>
  list.flat().filter((text): text is string => typeof text === "string");
