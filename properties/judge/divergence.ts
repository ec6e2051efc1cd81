import type { Difference } from "../../checker/difference.ts";
import { type Reader, type Signature, text } from "../../checker/signature.ts";
import type { Clock } from "../../model/language/expectation.ts";
import { errorTypes, type RuleId, rules } from "../../model/language/rules.ts";
import { ruleOf } from "../../model/operationFacts.ts";
import type { Fault } from "./fault.ts";

/** One sighting of target and model disagreeing, in one run. */
export interface Divergence {
  /** What makes two sightings the same fault (docs/architecture.md#the-oracle). */
  readonly signature: Signature;
  readonly operation: string;
  readonly clock: Clock | "rest" | "shape" | "reply" | "law";
  /** Short texts for a reader. */
  readonly expected: string;
  readonly actual: string;
  /** The differing member's path, where one differs. */
  readonly path: string | undefined;
  readonly rule: RuleId | undefined;
  /** Index of the plan's command it showed at. */
  readonly command: number;
  /** The read that showed it, when it was a look. */
  readonly look: string | undefined;
  /** The resource it belongs to, as far as it is known: `service:c1/s1`. */
  readonly resource?: string | undefined;
}

/** Where in a run a reply stands. */
export interface ReplyPosition {
  readonly command: number;
  readonly operation: string;
  /** The looking operation; undefined for the command's own reply. */
  readonly look?: string | undefined;
  readonly rest?: boolean;
  /** The resource a look at rest asks for. */
  readonly about?: string | undefined;
  /** The call it followed was refused, or the server does not have it: it should have changed nothing. */
  readonly refused?: boolean;
}

/**
 * The divergences of one fault, each with the signature that names its cause. Blame is decided here:
 *
 * - What a look shows wrong in a resource is the doing of the write before it: after UpdateService, DescribeServices
 *   shows desiredCount 2 where 1 was asked for → `UpdateService/look/DescribeServices/immediate/service.desiredCount/…`.
 * - What a read leaves out, invents or shows unrequested is the read's own: DescribeServices shows no `deployments` →
 *   `DescribeServices/immediate/service.deployments/list→absent`, whichever write came before.
 * - What a look after a refused call shows is the read's own too: the call changed nothing.
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
      // Whatever it followed, it is the called operation's own.
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

/** A type ECS does not have is a habit of the server, whatever it refuses. */
function errorSignature({ part, rule, actual }: Extract<Fault, { kind: "error" }>, operation: string): Signature {
  if (part === "text") return { kind: "text", operation, rule };
  const [type, ...more] = rules[rule].errors ?? [];
  const wanted = more.length === 0 ? String(type) : undefined;
  if (part === "status") return { kind: "status", operation, rule, wanted, status: actual };
  return errorTypes.has(actual)
    ? { kind: "error", operation, rule, wanted, error: actual }
    : { kind: "error", operation: undefined, rule: undefined, wanted: undefined, error: actual };
}

/** A thing that is missing is also a failure that was not expected: told once. */
export function withoutEchoes(differences: readonly Difference[]): readonly Difference[] {
  const missing = differences.some(({ resource, actualKind }) => resource !== undefined && actualKind === "missing");
  return missing ? differences.filter(({ path }) => !path.startsWith("failures")) : differences;
}

/** What a read leaves out, makes up or shows unasked is not the doing of the write before it. */
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
    resource === undefined ? path : [resource.kind, resource.member].filter((part) => part !== "").join(".");
  return {
    ...base,
    expected,
    actual,
    path,
    clock,
    rule: habit === undefined ? ruleOf(resource?.kind, resource?.member ?? path, reader) : "P8",
    resource: resource === undefined ? position.about : `${resource.kind}:${resource.name}`,
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
