import type { Plan } from "../../commands/language/plan.ts";
import { elsewhere, isOfElsewhere, type Reference } from "../../commands/language/reference.ts";
import { usualValues, variablesIn } from "./leaves.ts";
import { typescriptLiteral } from "./typescriptLiteral.ts";

/** The plan as a TypeScript program with the AWS SDK; like a run, it continues after a refused call. */
export function typescriptProgram(plan: Plan): string {
  const commands = [...new Set(plan.map(({ operation }) => `${operation}Command`))].sort();
  const variables = variablesIn(plan.map(({ input }) => input));
  const lines = [
    `import { ${["ECSClient", ...commands].join(", ")} } from "@aws-sdk/client-ecs";`,
    "",
    "const ecs = new ECSClient({",
    "  endpoint: process.env.ENDPOINT,",
    `  region: process.env.AWS_REGION ?? "us-east-1",`,
    `  credentials: { accessKeyId: "test", secretAccessKey: "test" },`,
    "  maxAttempts: 1,",
    "});",
    ...variables.map(
      (name) => `const ${name} = process.env.${name} ?? ${JSON.stringify(usualValues[name] ?? "unknown")};`,
    ),
    "const answers: any[] = [];",
    "async function send(command: any) {",
    "  const answer = await ecs.send(command).catch((error: unknown) => error);",
    "  answers.push(answer);",
    "  console.log(command.constructor.name, JSON.stringify(answer, null, 2));",
    "}",
  ];
  for (const { operation, input, atRest } of plan) {
    lines.push("");
    if (atRest === true)
      lines.push("await new Promise((resolve) => setTimeout(resolve, 30_000)); // until everything is at rest");
    lines.push(`await send(new ${operation}Command(${typescriptLiteral(input, answered)}));`);
  }
  return `${lines.join("\n")}\n`;
}

function answered({ ref: [step, path], as }: Reference): string {
  const steps = path.split(".").map((name) => `?.${/^[A-Za-z_]\w*$/.test(name) ? name : `[${index(name)}]`}`);
  const value = `answers[${step}]${steps.join("")}`;
  if (as === undefined) return value;
  if (isOfElsewhere(as)) return `${value}?.replace(${elsewhere[as].part}, "${elsewhere[as].by}")`;
  return as === "shortArn"
    ? `${value}?.replace(/:(service|task|container-instance)\\/[^/]+\\//, ":$1/")`
    : `${value}?.replace(/.*\\//, "")`;
}

const index = (name: string): string => (/^\d+$/.test(name) ? name : JSON.stringify(name));
