import type { Plan } from "../../commands/language/plan.ts";
import { cliCommand } from "../../model/language/operation.ts";
import { inputWord, referredSteps, replyVariable, variableLines } from "./shellInput.ts";

/** The plan as a bash script of AWS CLI calls; like a run, it continues after a refused call. */
export function awsCliScript(plan: Plan): string {
  const referred = referredSteps(plan);
  const lines = [...awsCliHead(referred.size > 0), ...variableLines(plan)];
  for (const [index, { operation, input, atRest }] of plan.entries()) {
    lines.push("");
    if (atRest === true) lines.push("sleep 30  # until everything is at rest");
    const call = awsCliCall(operation, input);
    lines.push(referred.has(index) ? `${replyVariable(index)}=$(${call}) && echo "$${replyVariable(index)}"` : call);
  }
  return `${lines.join("\n")}\n`;
}

const awsCliHead = (needsJq: boolean): string[] => [
  "#!/usr/bin/env bash",
  `# needs the AWS CLI${needsJq ? " and jq" : ""}; ENDPOINT is the server's URL`,
  `ecs() { aws --endpoint-url "\${ENDPOINT:?}" --region "\${AWS_REGION:-us-east-1}" --output json ecs "$@"; }`,
];

const awsCliCall = (operation: string, input: Plan[number]["input"]): string =>
  `ecs ${cliCommand(operation)} --cli-input-json ${inputWord(input)}`;
