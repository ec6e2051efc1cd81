import { allOperations } from "../commands/plans/generate.ts";
import { kinds } from "../commands/registry.ts";
import { knownOutcomes } from "../model/operationFacts.ts";
import { operations } from "../model/registry.ts";
import { newerOperations } from "../properties/laws/newer.ts";
import { requestShapes } from "../targets/embedded/shapes/requestShapes.ts";
import { supportFacts } from "./support.ts";

const facts = Object.entries(supportFacts());

/** Which targets have an operation: a cell for the simulator and one for each server in the record. */
const targets = (operation: string): string[] =>
  [Object.hasOwn(requestShapes, operation), ...facts.map(([, { lacks }]) => !lacks.includes(operation))].map((has) =>
    has ? "yes" : "–",
  );

const names = ["embedded", ...facts.map(([name]) => name)];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** `docs/operations.md`: the rules of each operation, and the targets that implement it. */
export function operationsPage(): string {
  const known = [...allOperations].sort().map((operation) => {
    const { accepts, refuses } = operations[operation];
    const accepted = accepts.length > 0 ? accepts.join(" ") : "never";
    return row([operation, kinds[operation].group, accepted, refuses.join(" "), ...targets(operation)]);
  });
  const newer = [...newerOperations].sort().map((operation) => row([operation, ...targets(operation)]));
  const outcomes = allOperations.flatMap(knownOutcomes).length;
  return `# The operations

The ${allOperations.length} operations the model knows, with ${outcomes} outcomes, and the ${newerOperations.length} others of
\`@aws-sdk/client-ecs\`. Made by \`npm run docs\`; a test holds this page to the code.

The rows stand in [rules.md](rules.md). Those under *accepted* are what an accepted call or what it shows is judged by,
those under *refused* the ones it may be refused by: an outcome each, counted in \`coverage\` of a campaign's report and
printed by \`npm run fuzz -- --coverage\`.

${facts.map(([name, { version, how }]) => `- **${name}** ${version}: ${how}.`).join("\n")}

To have an operation is not to be right about it: KECS answers some with what it made up.
\`node tools/support.ts NAME VERSION URL\` asks a running server anew.

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
