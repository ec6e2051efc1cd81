import type { Command, Plan } from "../../commands/language/plan.ts";
import { cliCommand } from "../../model/language/operation.ts";
import { inputWord, referredSteps, replyVariable, variableLines } from "./shellInput.ts";

/** The last call of a script, in a form that checks its reply. */
export type Check = (command: Command) => readonly string[];

/** The plan as a bash script of AWS CLI calls; like a run, it continues after a refused call. */
export function awsCliScript(plan: Plan, check?: Check): string {
  const referred = referredSteps(plan);
  const lines = [
    ...awsCliHead(referred.size > 0 || check !== undefined),
    ...(check === undefined ? [] : withoutValidation),
    ...variableLines(plan),
  ];
  for (const [index, command] of plan.entries()) {
    lines.push("");
    if (command.atRest === true) lines.push("sleep 30  # until everything is at rest");
    const call = awsCliCall(command.operation, command.input);
    const variable = replyVariable(index);
    if (check !== undefined && index === plan.length - 1) lines.push(...check(command));
    else lines.push(referred.has(index) ? `${variable}=$(${call}) && echo "$${variable}"` : call);
  }
  return `${lines.join("\n")}\n`;
}

/** Otherwise the AWS CLI itself refuses calls that only the server should refuse. */
const withoutValidation = [
  `export AWS_CONFIG_FILE="$(mktemp)"; unset AWS_PROFILE`,
  `printf '[default]\\nparameter_validation = false\\n' >"$AWS_CONFIG_FILE"`,
];

export const awsCliHead = (needsJq: boolean): string[] => [
  "#!/usr/bin/env bash",
  `# needs the AWS CLI${needsJq ? " and jq" : ""}; ENDPOINT is the server's URL`,
  `export AWS_ACCESS_KEY_ID="\${AWS_ACCESS_KEY_ID:-test}" AWS_SECRET_ACCESS_KEY="\${AWS_SECRET_ACCESS_KEY:-test}"`,
  `ecs() { aws --endpoint-url "\${ENDPOINT:?}" --region "\${AWS_REGION:-us-east-1}" --output json ecs "$@"; }`,
];

export const awsCliCall = (operation: string, input: Plan[number]["input"]): string =>
  `ecs ${cliCommand(operation)} --cli-input-json ${inputWord(input)}`;
