import type { Plan } from "../../commands/language/plan.ts";
import type { ReportedDivergence } from "../document.ts";
import { awsCliScript } from "../reproduction/awsCli.ts";
import { checkedCall } from "../reproduction/check.ts";
import { malformedRequest, malformedRequestScript } from "../reproduction/malformedRequest.ts";
import { showingPlan } from "../reproduction/planWithLook.ts";

export interface IssueScript {
  readonly text: string;
  /** The calls of the plan that it plays: none if the script has a plan of its own. */
  readonly calls: Plan;
  /** Why the script alone may not show the divergence. */
  readonly gaps: readonly string[];
}

/** A bash script that plays a plan up to the call that shows the divergence, and checks its reply. */
export function issueScript(divergence: ReportedDivergence, plan: Plan): IssueScript {
  const attack = malformedRequest(divergence);
  if (attack !== undefined) return { text: malformedRequestScript(attack), calls: [], gaps: [] };
  const shown = showingPlan(divergence, plan);
  const gaps = [
    ...(shown.isComplete
      ? []
      : ["The script checks nothing: the report does not say which call shows the divergence. The replay does."]),
    ...(JSON.stringify(shown.plan.slice(plan.length)).includes('"arn:aws')
      ? ["The report contains only the last calls of the law: an ARN in the script is the one of the recorded run."]
      : []),
  ];
  return {
    text: awsCliScript(shown.plan, shown.isComplete ? (command) => checkedCall(divergence, command) : undefined),
    calls: shown.plan,
    gaps,
  };
}
