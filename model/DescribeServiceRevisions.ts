import { operation } from "./language/card.ts";
import type { State } from "./language/state.ts";
import { type Context, refuse } from "./language/step.ts";
import { describeHistory } from "./services/describeHistory.ts";
import { findInHistory, viewRevision } from "./services/serviceDeployment.ts";

/** Up to 20 revisions of services; unknown ones are failures (row SD4). */
export const DescribeServiceRevisions = operation("DescribeServiceRevisions", {
  reads: true,
  names: { serviceRevisionArns: "arn" },
  row: "SD4",
  accepts: ["SD4"],
  refuses: ["RQ1", "G4", "SD4e", "SD4i", "SD15", "SD16"],
  step: (state, input, context) =>
    badRevisions(state, input.serviceRevisionArns ?? [], context) ??
    describeHistory(state, input.serviceRevisionArns, context, {
      type: "service-revision",
      list: "serviceRevisions",
      key: "serviceRevisionArn",
      view: viewRevision,
    }),
});

/** Recorded refusals: revisions of two services in one call, and an existing revision that is named twice (rows SD15, SD16). */
function badRevisions(state: State, arns: readonly string[], context: Context) {
  const services = new Set(arns.map((arn) => /service-revision\/([^/]+\/[^/]+)\//.exec(arn)?.[1] ?? ""));
  const isThere = (arn: string): boolean => findInHistory(state, arn, "service-revision").kind !== "missing";
  // Recorded for a revision that exists; without one, an unknown service may be reported first.
  if (services.size > 1 && !services.has(""))
    return !arns.some(isThere) && context.may("SD4i") ? refuse("SD4i") : refuse("SD15");
  const there = arns.filter((arn, index) => arns.indexOf(arn) < index).some(isThere);
  return there && context.may("SD16") ? refuse("SD16") : undefined;
}
