import type { Difference } from "../../checker/difference.ts";
import { type Reader, type Signature, text } from "../../checker/signature.ts";
import type { Clock } from "../../model/language/expectation.ts";
import { errorTypes, type RuleId, rules } from "../../model/language/rules.ts";
import { ruleOf } from "../../model/operationFacts.ts";
import { describedKind } from "./describedKind.ts";
import type { Fault } from "./fault.ts";

/** A fault of one reply, or one difference of it, blamed on an operation and named by a signature. */
export interface Divergence {
  /** Two divergences with the same signature are the same fault (docs/architecture.md#the-oracle). */
  readonly signature: Signature;
  readonly operation: string;
  readonly clock: Clock | "rest" | "shape" | "reply" | "law";
  /** Short texts for people. */
  readonly expected: string;
  readonly actual: string;
  /** The path of the member that differs, if one does. */
  readonly path: string | undefined;
  readonly rule: RuleId | undefined;
  /** Index of the command at which it was observed; at rest, the number of commands. */
  readonly command: number;
  /** The operation of the look that showed it; undefined for the command's own reply. */
  readonly look: string | undefined;
  /** The resource it belongs to, where that is known: `service:c1/s1`. */
  readonly resource?: string | undefined;
  /** Before it the run had changed the server by calls, or inputs, that are no part of the plan. */
  readonly afterRecovery?: true;
  /** A look after a refused command showed a value that the command should not have changed. */
  readonly afterRefusal?: true;
}

/** The position of a reply in a run. */
export interface ReplyPosition {
  readonly command: number;
  readonly operation: string;
  /** The operation of the look; undefined for the command's own reply. */
  readonly look?: string | undefined;
  readonly rest?: boolean;
  /** The resource that a look at rest reads. */
  readonly about?: string | undefined;
  /** The command before the look was refused, or the server lacks its operation: it should have changed nothing. */
  readonly refused?: boolean;
}

/**
 * How a reply becomes divergences. A reply passes four stages:
 *
 *     reply       DescribeServices, a look after command 3 (UpdateService desiredCount: 1):
 *                 { services: [{ serviceName: "s1", desiredCount: 2, … }] }, without the member `deployments`
 *     compare     two differences from the expectation (`checker/compare.ts`):
 *                 services[].desiredCount  number→more  immediate     in the view service:c1/s1
 *                 services[].deployments   list→absent  immediate     in the view service:c1/s1
 *     judge       a fault of the kind `output` with both differences (`Oracle.judge`)
 *     this file   two divergences, because the two differences have different causes:
 *                 UpdateService/look/DescribeServices/immediate/service.desiredCount/number→more
 *                 DescribeServices/immediate/service.deployments/list→absent
 *
 * **Blame.** The operation in a signature is the one to blame, and only two are possible: the command before the look,
 * or the read itself.
 *
 * - A wrong value in a resource is blamed on the command before the look: UpdateService stored 2 instead of 1. The read
 *   only shows it. If DescribeTasks shows it too, the signatures differ in their look, and `sameFault` joins them.
 * - A member that the read omits or invents, or shows without a request for it, is blamed on the read: DescribeServices
 *   omits `deployments` whatever command came before. Without this rule the same fault would have one signature for
 *   each operation that may precede a look.
 * - Whatever a look shows after a refused command is blamed on the read: a refused command changes nothing.
 * - At rest no command is to blame: the signature begins with `rest/`.
 *
 * **Signature.** It contains kinds, never names and values: `number→more`, not `1→2`. So the same fault has the same
 * signature in every plan, which lets a campaign count it, shrink it and compare it with the ledger. The member is
 * relative to the resource (`service.desiredCount`), so that it does not matter where in a reply the resource stands.
 *
 * The other kinds of faults (a wrong outcome, error type, status or text, an unreadable reply, an operation that the
 * server lacks) become one divergence each. `checker/signature.ts` lists the text forms.
 */
export function divergencesOf(fault: Fault, position: ReplyPosition): Divergence[] {
  const base = {
    operation: position.operation,
    command: position.command,
    look: position.look,
    path: undefined,
    resource: position.about,
  };
  const reader = position.look ?? position.operation;
  switch (fault.kind) {
    case "outcome": {
      const { expected, actual, rule } = fault;
      const blamed = fault.accepted && position.refused !== true ? readerAt(position) : alone(reader);
      const signature: Signature =
        actual === "accepted"
          ? { kind: "accepted", ...blamed, rule: rule ?? "accepted" }
          : { kind: "refused", ...blamed, rule: rule ?? "accepted", error: actual };
      return [{ ...base, expected, actual, clock: "immediate", rule, signature }];
    }
    case "error": {
      const { expected, actual, rule } = fault;
      return [{ ...base, expected, actual, clock: "immediate", rule, signature: errorSignature(fault, reader) }];
    }
    case "output":
      return withoutEchoes(fault.differences).map((difference) => differenceDivergence(difference, position, base));
    case "unsupported":
      // Whatever command came before, the called operation is to blame.
      return [
        {
          ...base,
          operation: reader,
          expected: "an operation of ECS",
          actual: fault.actual,
          clock: "reply",
          rule: undefined,
          signature: { kind: "unsupported", operation: reader },
        },
      ];
    case "reply":
      return [
        {
          ...base,
          expected: fault.problem.startsWith("page") ? rules.LI3.says : "an answer in awsJson1.1",
          actual: fault.detail,
          clock: "reply",
          rule: fault.problem.startsWith("page") ? "LI3" : "P1",
          signature: { kind: "reply", operation: reader, problem: fault.problem },
        },
      ];
  }
}

/** The first divergence of each signature, in the order given. */
export function firstOfEachSignature(divergences: readonly Divergence[]): Divergence[] {
  const seen = new Set<string>();
  return divergences.filter(({ signature }) => !seen.has(text(signature)) && seen.add(text(signature)));
}

export const isUnsupported = (signature: Signature): boolean => signature.kind === "unsupported";

const alone = (operation: string): Reader => ({ operation, look: undefined, rest: false });

const readerAt = ({ operation, look, rest }: ReplyPosition): Reader =>
  rest && look !== undefined ? { operation: look, look: undefined, rest: true } : { operation, look, rest: false };

/** An error type that ECS does not have is one habit of the server: all operations share one signature. */
function errorSignature({ part, rule, actual }: Extract<Fault, { kind: "error" }>, operation: string): Signature {
  if (part === "text") return { kind: "text", operation, rule };
  const [type, ...more] = rules[rule].errors ?? [];
  const wanted = more.length === 0 ? String(type) : undefined;
  if (part === "status") return { kind: "status", operation, rule, wanted, status: actual };
  return errorTypes.has(actual)
    ? { kind: "error", operation, rule, wanted, error: actual }
    : { kind: "error", operation: undefined, rule: undefined, wanted: undefined, error: actual };
}

/** A missing resource shows twice, as a missing item and as an unexpected failure: reports the item only. */
export function withoutEchoes(differences: readonly Difference[]): readonly Difference[] {
  const missing = differences.some(({ resource, actualKind }) => resource !== undefined && actualKind === "missing");
  return missing ? differences.filter(({ path }) => !path.startsWith("failures")) : differences;
}

/** Missing, invented or unrequested members are blamed on the read, not on the preceding write. */
const isReaders = ({ expectedKind, actualKind, clock }: Difference): boolean =>
  actualKind === "absent" || clock === "chosen" || (expectedKind === "nothing" && actualKind === "object");

function differenceDivergence(
  difference: Difference,
  position: ReplyPosition,
  base: Pick<Divergence, "operation" | "command" | "look">,
): Divergence {
  const { path, clock, expectedKind, actualKind, resource, habit, expected, actual } = difference;
  const reader = position.look ?? position.operation;
  const ownFault = clock !== "converges" && (resource === undefined || position.rest === true || isReaders(difference));
  const member =
    resource === undefined ? path : [describedKind(resource), resource.member].filter((part) => part !== "").join(".");
  return {
    ...base,
    expected,
    actual,
    path,
    clock,
    rule: habit === undefined ? ruleOf(resource?.kind, resource?.member ?? path, reader) : "P8",
    resource: resource === undefined ? position.about : `${resource.kind}:${resource.name}`,
    ...(position.refused === true && !ownFault && clock === "immediate" ? { afterRefusal: true } : {}),
    signature:
      habit === undefined
        ? {
            kind: "member",
            ...(ownFault ? alone(reader) : readerAt(position)),
            clock,
            member,
            from: expectedKind,
            to: actualKind,
          }
        : { kind: "empty-list" },
  };
}
