import type { Difference } from "../../checker/difference.ts";
import type { Clock } from "../../model/language/expectation.ts";
import { errorTypes, type RuleId, rules } from "../../model/language/rules.ts";
import { ruleOf } from "../../model/operationFacts.ts";
import type { Fault } from "./fault.ts";

/** One sighting of target and model disagreeing, in one run. */
export interface Divergence {
  /** What makes two sightings the same fault (design.md section 5). */
  readonly signature: string;
  readonly operation: string;
  readonly clock: Clock | "rest" | "shape" | "reply" | "law";
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
 * Names a fault by its cause: never by values that change from run to run. What a look shows wrong of a resource is
 * the doing of the call it followed; what it leaves out, refuses or adds is the reading operation's own.
 */
export function divergencesOf(fault: Fault, place: ReplyPosition): Divergence[] {
  const base = {
    operation: place.operation,
    command: place.command,
    look: place.look,
    path: undefined,
    resource: place.about,
  };
  const reader = place.look ?? place.operation;
  switch (fault.kind) {
    case "outcome": {
      const head = fault.accepted && place.refused !== true ? headOf(place) : reader;
      const signature = `${head}/outcome/${fault.rule ?? "accepted"}→${fault.actual}`;
      return [{ ...base, ...texts(fault), clock: "immediate", rule: fault.rule, signature }];
    }
    case "error":
      return [{ ...base, ...texts(fault), clock: "immediate", rule: fault.rule, signature: ofError(fault, reader) }];
    case "output":
      return withoutEchoes(fault.differences).map((difference) => ofDifference(difference, place, base));
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
          signature: unsupported(reader),
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
          signature: `${reader}/reply/${fault.problem}`,
        },
      ];
  }
}

/** What a server that lacks an operation is told by. */
const unsupported = (operation: string): string => `${operation}/unsupported`;

export const isUnsupported = (signature: string): boolean => /^\w+\/unsupported$/.test(signature);

const headOf = ({ operation, look, rest }: ReplyPosition): string =>
  look === undefined ? operation : rest ? `rest/${look}` : `${operation}/look/${look}`;

/** A type ECS does not have is a habit of the server, whatever it refuses. */
function ofError({ part, rule, actual }: Extract<Fault, { kind: "error" }>, reader: string): string {
  if (part === "type" && !errorTypes.has(actual)) return `any/error/type/unknown→${actual}`;
  const [type, ...more] = rules[rule].errors ?? [];
  const wanted = more.length === 0 ? `${rule}:${type}` : rule;
  return `${reader}/error/${part}/${part === "text" ? rule : `${wanted}→${actual}`}`;
}

/** A thing that is missing is also a failure that was not expected: told once. */
export function withoutEchoes(differences: readonly Difference[]): readonly Difference[] {
  const missing = differences.some(({ resource, actualKind }) => resource !== undefined && actualKind === "missing");
  return missing ? differences.filter(({ path }) => !path.startsWith("failures")) : differences;
}

const texts = ({ expected, actual }: { expected: string; actual: string }) => ({ expected, actual });

/** What a read leaves out, makes up or shows unasked is not the doing of the write before it. */
const isReaders = ({ expectedKind, actualKind, clock }: Difference): boolean =>
  actualKind === "absent" || clock === "chosen" || (expectedKind === "nothing" && actualKind === "object");

function ofDifference(
  difference: Difference,
  place: ReplyPosition,
  base: Pick<Divergence, "operation" | "command" | "look">,
): Divergence {
  const { path, clock, expectedKind, actualKind, resource, habit } = difference;
  const reader = place.look ?? place.operation;
  const ownFault = clock !== "converges" && (resource === undefined || place.rest === true || isReaders(difference));
  const where =
    resource === undefined ? path : [resource.kind, resource.member].filter((part) => part !== "").join(".");
  const rule = habit === undefined ? ruleOf(resource?.kind, resource?.member ?? path, reader) : "P8";
  return {
    ...base,
    ...texts(difference),
    path,
    clock,
    rule,
    resource: resource === undefined ? place.about : `${resource.kind}:${resource.name}`,
    signature:
      habit === undefined
        ? `${ownFault ? reader : headOf(place)}/${clock}/${where}/${expectedKind}→${actualKind}`
        : `any/immediate/${habit}/[]→absent`,
  };
}
