import type { Plan } from "../../commands/language/plan.ts";
import { elsewhere, isOfElsewhere, type Reference } from "../../commands/language/reference.ts";
import { piecesOf, usualValues, variableOf, variablesIn } from "./leaves.ts";

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
    lines.push(`await send(new ${operation}Command(${literal(input)}));`);
  }
  return `${lines.join("\n")}\n`;
}

/** JSON with template literals where something is put in. */
function literal(input: Plan[number]["input"]): string {
  const put: string[] = [];
  const text = piecesOf(input, 2).map((piece) => {
    if (piece.kind === "text") return piece.text;
    const expression = piece.kind === "hole" ? variableOf(piece.name) : answered(piece.reference);
    return `\ue000${put.push(expression) - 1}\ue001`;
  });
  return text
    .join("")
    .replaceAll(/"((?:[^"\\]|\\.)*)"/g, (string: string, inside: string) =>
      inside.includes("\ue000") ? template(inside, put) : string,
    );
}

/** A JSON string's inside as a template literal, or the expression alone where that is all of it. */
function template(inside: string, put: readonly string[]): string {
  const [, alone] = /^\ue000(\d+)\ue001$/.exec(inside) ?? [];
  if (alone !== undefined) return put[Number(alone)] ?? "";
  const escaped = inside.replaceAll("`", "\\`").replaceAll("${", "\\${").replaceAll('\\"', '"');
  return `\`${escaped.replaceAll(/\ue000(\d+)\ue001/g, (_, index: string) => `\${${put[Number(index)]}}`)}\``;
}

function answered({ ref: [step, path], as }: Reference): string {
  const steps = path.split(".").map((name) => (/^\d+$/.test(name) ? `?.[${name}]` : `?.${name}`));
  const value = `answers[${step}]${steps.join("")}`;
  if (as === undefined) return value;
  if (isOfElsewhere(as)) return `${value}?.replace(${elsewhere[as].part}, "${elsewhere[as].by}")`;
  return as === "shortArn"
    ? `${value}?.replace(/:(service|task|container-instance)\\/[^/]+\\//, ":$1/")`
    : `${value}?.replace(/.*\\//, "")`;
}
