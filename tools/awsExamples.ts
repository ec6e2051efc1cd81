import { model } from "./awsExamples/byModel.ts";
import { SimulatorOfExamples } from "./awsExamples/bySimulator.ts";
import { type Example, shownOperations } from "./awsExamples/example.ts";
import { type Verdict, verdictOf } from "./awsExamples/verdict.ts";

interface Row {
  readonly operation: string;
  readonly source: string;
  readonly example: Example;
  readonly model: Verdict;
  readonly simulator: Verdict;
}

/** Every example, played by the model and by the simulator. */
async function rows(): Promise<Row[]> {
  const simulator = await SimulatorOfExamples.start();
  try {
    const found: Row[] = [];
    for (const { operation, source, examples } of shownOperations)
      for (const example of examples)
        found.push({
          operation,
          source,
          example,
          model: await verdictOf(model, operation, example),
          simulator: await verdictOf(simulator, operation, example),
        });
    return found;
  } finally {
    await simulator.close();
  }
}

const needWords: Readonly<Record<string, string>> = {
  tasks: "tasks",
  containerInstances: "container instances",
  loadBalancers: "load balancers",
  autoScalingGroups: "auto scaling groups",
  serviceDiscovery: "service discovery",
  iamPrincipals: "IAM principals",
};

function inCell(verdict: Verdict, operation: string): string {
  switch (verdict.kind) {
    case "accepted":
      return verdict.with === undefined ? "accepted" : `accepted, with ${verdict.with}`;
    case "lacking":
      return `no: needs ${verdict.needs.map((need) => needWords[need] ?? need).join(" and ")}`;
    case "unknown":
      return verdict.operations.includes(operation)
        ? "no: not among its operations"
        : `no: its set-up needs ${verdict.operations.join(" and ")}`;
    case "differs":
      return `NO: ${verdict.how.join("; ").replaceAll("|", "\\|")}`;
  }
}

/** Does one of them know the operation? */
const isPlayed = ({ operation, model, simulator }: Row): boolean =>
  [model, simulator].some((verdict) => verdict.kind !== "unknown" || !verdict.operations.includes(operation));

function sourceOf(source: string): string {
  return source.startsWith("botocore") ? "botocore" : "Smithy";
}

function count(rows: readonly Row[], judge: "model" | "simulator"): string {
  const accepted = rows.filter((row) => row[judge].kind === "accepted").length;
  const without = rows.filter((row) => row[judge].kind === "lacking").length;
  const unknown = rows.filter((row) => row[judge].kind === "unknown").length;
  const differs = rows.length - accepted - without - unknown;
  return `${accepted} accepted, ${without} need what it has not, ${unknown} an operation it has not, ${differs} differ`;
}

/** `docs/aws-examples.md`: who accepts the examples of AWS. */
export async function awsExamplesPage(): Promise<string> {
  const all = await rows();
  const played = all.filter(isPlayed);
  const unplayed = Map.groupBy(
    all.filter((row) => !isPlayed(row)),
    ({ operation }) => operation,
  );
  const disputed = played.filter(({ example }) => example.contradicts !== undefined);
  return `# AWS's own examples

What AWS shows as request and response (\`fixtures/aws-examples\`, from botocore and from the Smithy model of ECS), played by
the model and by the simulator: does what AWS answered fit? Made by \`npm run docs\`; a test holds this page to the code.

- Model: ${count(all, "model")}.
- Simulator: ${count(all, "simulator")}.

An example that needs what no target of ours has is played with what stands in for it, where something does; the facts
about the thing replaced are then left out, all others judged.

| operation | example | source | model | simulator |
| --- | --- | --- | --- | --- |
${played.map((row) => `| ${[row.operation, row.example.title, sourceOf(row.source), inCell(row.model, row.operation), inCell(row.simulator, row.operation)].join(" | ")} |`).join("\n")}

## Operations that neither knows yet

${[...unplayed].map(([operation, examples]) => `- ${operation} (${sourceOf(examples[0]?.source ?? "")}, ${examples.length})`).join("\n")}

## What cannot hold as AWS wrote it

Judged with the values of today in its place, as the fixture says, or where nothing is left, by being accepted alone.

${disputed.map(({ operation, example }) => `- ${operation}, ${example.title}: ${example.contradicts}`).join("\n")}
`;
}
