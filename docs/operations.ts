import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { allOperations } from "../commands/generate.ts";
import { kinds } from "../commands/registry.ts";
import { newerOperations } from "../properties/laws/newer.ts";
import { requestShapes } from "../targets/embedded/shapes/requestShapes.ts";
import { toldInSource } from "./outcomes.ts";
import { supportFacts } from "./support.ts";

const facts = Object.entries(supportFacts());

/** Which targets have an operation: a cell for the simulator and one for each that was asked. */
const targets = (operation: string): string[] =>
  [Object.hasOwn(requestShapes, operation), ...facts.map(([, { lacks }]) => !lacks.includes(operation))].map((has) =>
    has ? "yes" : "–",
  );

const names = ["embedded", ...facts.map(([name]) => name)];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** `docs/operations.md`: what the model knows of each operation, and who has it. */
export function operationsPage(): string {
  const told = toldInSource();
  const known = [...allOperations].sort().map((operation) => {
    const { outcomes = [], shown = [] } = told[operation] ?? {};
    const refusals = outcomes.filter((outcome) => outcome !== "accepted");
    const accepted = outcomes.includes("accepted") ? shown.join(" ") || "yes" : "never";
    return row([operation, kinds[operation]?.group ?? "", accepted, refusals.join(" "), ...targets(operation)]);
  });
  const newer = [...newerOperations].sort().map((operation) => row([operation, ...targets(operation)]));
  const outcomes = Object.values(told).reduce((sum, each) => sum + each.outcomes.length, 0);
  return `# The operations

The ${allOperations.length} operations the model knows, with ${outcomes} outcomes, and the ${newerOperations.length} others of
\`@aws-sdk/client-ecs\`. Made by \`npm run docs\`; a test holds this page to the code.

The rows stand in [rules.md](rules.md). Those under *accepted* are what an accepted call or what it shows is judged by,
those under *refused* the ones it may be refused by: an outcome each, counted in \`coverage\` of a campaign's report and
printed by \`npm run fuzz -- --coverage\`.

${facts.map(([name, { version, how }]) => `- **${name}** ${version}: ${how}.`).join("\n")}

To have an operation is not to be right about it: KECS answers some with what it made up.
\`node docs/support.ts NAME VERSION URL\` asks a running server anew.

${row(["operation", "group", "accepted", "refused", ...names])}
${row(["---", "---", "---", "---", ...names.map(() => "---")])}
${known.join("\n")}

## Operations that no row describes

A campaign calls them with \`--profile nightly\` and holds them to the law \`newer\` alone.

${row(["operation", ...names])}
${row(["---", ...names.map(() => "---")])}
${newer.join("\n")}
`;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, "operations.md"), operationsPage());
