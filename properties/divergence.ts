import type { Difference } from "../checker/difference.ts";
import type { Clock } from "../model/expectation.ts";
import { ruleOf } from "../model/fields.ts";
import type { RuleId } from "../model/rules.ts";
import type { Fault } from "./oracle.ts";

/** One sighting of target and model disagreeing, in one run. */
export interface Divergence {
  /** What makes two sightings the same fault (design.md section 5). */
  readonly signature: string;
  readonly operation: string;
  readonly clock: Clock | "rest" | "shape" | "reply";
  readonly expected: string;
  readonly actual: string;
  /** The differing member's path, where one differs. */
  readonly path: string | undefined;
  readonly rule: RuleId | undefined;
  /** Index of the plan's command it showed at. */
  readonly command: number;
  /** The read that showed it, when it was a look. */
  readonly look: string | undefined;
}

/** Where in a run a reply stands. */
export interface Place {
  readonly command: number;
  readonly operation: string;
  /** The looking operation; undefined for the command's own reply. */
  readonly look?: string | undefined;
  readonly rest?: boolean;
}

/** Names a fault by its cause: never by values that change from run to run. */
export function divergenceOf(fault: Fault, place: Place): Divergence {
  const base = { operation: place.operation, command: place.command, look: place.look, path: undefined };
  const head =
    place.look === undefined
      ? place.operation
      : place.rest
        ? `rest/${place.look}`
        : `${place.operation}/look/${place.look}`;
  switch (fault.kind) {
    case "outcome": {
      const wanted = fault.rule ?? "accepted";
      return {
        ...base,
        ...texts(fault),
        clock: "immediate",
        rule: fault.rule,
        signature: `${head}/outcome/${wanted}→${fault.actual}`,
      };
    }
    case "error": {
      const detail = fault.part === "text" ? `${fault.rule}` : `${fault.rule}:${fault.expected}→${fault.actual}`;
      return {
        ...base,
        ...texts(fault),
        clock: "immediate",
        rule: fault.rule,
        signature: `${head}/error/${fault.part}/${detail}`,
      };
    }
    case "output":
      return ofDifference(fault.difference, head, base);
    case "reply":
      return {
        ...base,
        expected: "an answer in awsJson1.1",
        actual: fault.detail,
        clock: "reply",
        rule: "P1",
        signature: `${place.look ?? place.operation}/reply/${fault.problem}`,
      };
  }
}

const texts = ({ expected, actual }: { expected: string; actual: string }) => ({ expected, actual });

function ofDifference(
  difference: Difference,
  head: string,
  base: Pick<Divergence, "operation" | "command" | "look">,
): Divergence {
  const { path, clock, expectedKind, actualKind, resource, habit } = difference;
  const where =
    resource === undefined ? path : [resource.kind, resource.member].filter((part) => part !== "").join(".");
  const rule =
    habit === undefined ? ruleOf(resource?.kind, resource?.member ?? path, base.look ?? base.operation) : "P8";
  return {
    ...base,
    ...texts(difference),
    path,
    clock,
    rule,
    signature:
      habit === undefined
        ? `${head}/${clock}/${where}/${expectedKind}→${actualKind}`
        : `any/immediate/${habit}/[]→absent`,
  };
}
