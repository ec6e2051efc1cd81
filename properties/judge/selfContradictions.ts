import { shapeFaults } from "../../clients/shapes.ts";
import type { JsonObject } from "../../model/language/json.ts";
import type { State } from "../../model/language/state.ts";
import { contradictions } from "../../model/time/invariants.ts";
import type { Divergence, ReplyPosition } from "./divergence.ts";

/**
 * The faults that a reply shows by itself: members that the API's shapes do not have (the SDK would hide them), and
 * descriptions that contradict themselves.
 */
export function selfContradictions(
  output: JsonObject,
  state: State,
  place: ReplyPosition,
  symbolic: (arn: string) => string,
): Divergence[] {
  const operation = place.look ?? place.operation;
  const base = { operation, command: place.command, look: place.look };
  const shapes = shapeFaults(operation, output).map(
    ({ path, problem, expected, actual }): Divergence => ({
      ...base,
      signature: { kind: "shape", operation, path, problem },
      clock: "shape",
      expected,
      actual,
      path,
      rule: "P1",
    }),
  );
  const selves = contradictions(state, output, symbolic).map(
    ({ rule, resource, members, expected, actual }): Divergence => ({
      ...base,
      signature: { kind: "contradiction", resource: resource.kind, rule, member: members },
      clock: rule === "DP3" ? "bounded" : "immediate",
      expected,
      actual,
      path: `${resource.kind}.${members}`,
      rule,
    }),
  );
  return [...shapes, ...selves];
}
