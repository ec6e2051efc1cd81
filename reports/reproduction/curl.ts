import type { Plan } from "../../commands/language/plan.ts";
import { inputWord, referredSteps, replyVariable, variableLines } from "./shellInput.ts";

/** The plan as a bash script of plain HTTP requests: it shows each status and body, and needs no AWS CLI. */
export function curlScript(plan: Plan): string {
  const referred = referredSteps(plan);
  const lines = [
    "#!/usr/bin/env bash",
    `# needs curl${referred.size > 0 ? " and jq" : ""}; ENDPOINT is the server's URL`,
    // The status goes to stderr, so that a variable can hold the body.
    ...curlFunction("ecs", "\\n%{stderr}HTTP %{http_code}\\n"),
    ...variableLines(plan),
  ];
  for (const [index, { operation, input, atRest }] of plan.entries()) {
    lines.push("");
    if (atRest === true) lines.push("sleep 30  # until everything is at rest");
    const call = `ecs ${operation} ${inputWord(input)}`;
    lines.push(referred.has(index) ? `${replyVariable(index)}=$(${call}) && echo "$${replyVariable(index)}"` : call);
  }
  return `${lines.join("\n")}\n`;
}

/**
 * A function of bash that sends a call; `written` is what it writes after the body. Local servers check no signature,
 * only that there is one.
 */
export const curlFunction = (name: string, written: string): string[] => [
  `${name}() {`,
  `  curl --silent --show-error --max-time 60 --write-out '${written}' "\${ENDPOINT:?}" \\`,
  `    --header "X-Amz-Target: AmazonEC2ContainerServiceV20141113.$1" --header 'Content-Type: application/x-amz-json-1.1' \\`,
  `    --header 'Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecs/aws4_request, SignedHeaders=host, Signature=0' \\`,
  `    --data-binary "$2"`,
  "}",
];
