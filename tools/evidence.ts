import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CallVerdict, Trace } from "../properties/traces/trace.ts";
import { tallyOf } from "../reports/judgement.ts";
import { byFile, type Conformance, recordedConformance } from "./evidence/conformance.ts";
import { allTraces, reasonInWords, recordings, verdictsOfModel, verdictsOfSimulator } from "./evidence/recordings.ts";

const page = join(import.meta.dirname, "../docs/evidence.md");

/** Text before this line is written by hand. */
const generated = "<!-- npm run docs generates the rest of this page. -->";

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

let simulated: Promise<CallVerdict[]> | undefined;

/** The simulator plays the recordings once for both generated files. */
export const simulatorVerdicts = (): Promise<CallVerdict[]> => {
  simulated ??= verdictsOfSimulator();
  return simulated;
};

/** `docs/evidence.md`. */
export async function evidencePage(): Promise<string> {
  const byHand = readFileSync(page, "utf8").split(generated)[0]?.trimEnd() ?? "";
  const simulator = await simulatorVerdicts();
  return `${byHand}

${generated}

## The recorded replies in this repository

\`fixtures/evidence\` holds ${allTraces.length} traces with ${verdictsOfModel().length} calls.
[Its README](../fixtures/evidence/README.md) names their sources. The last columns count the calls on which the model, and the
simulator (\`--target embedded\`), agree with ECS / contradict it / cannot be judged:

${bySource(simulator)}

The figures of other servers, recorded by \`node tools/conformance.ts NAME VERSION\`; \`npm run judge --
fixtures/evidence/*.json --target NAME\` shows each call:

${byTarget(simulator)}

## Recorded replies that the model or the simulator contradicts

Each call whose recorded reply contradicts the model, or to which the simulator replies differently.

${contradictions(simulator)}

## Recorded replies without a verdict

By trace and reason. Calls are numbered from 1.

${unknowns(simulator)}
`;
}

function bySource(simulator: readonly CallVerdict[]): string {
  const [models, simulators] = [byFile(verdictsOfModel()), byFile(simulator)];
  const figures = (verdicts: readonly CallVerdict[] = []): string => {
    const { agreed, contradicted, unknown } = tallyOf(verdicts);
    return `${agreed} / ${contradicted} / ${unknown}`;
  };
  const rows = recordings.map(({ name, traces }) => [
    `\`${name}\``,
    weightsOf(traces),
    traces.length,
    models.get(name)?.length ?? 0,
    figures(models.get(name)),
    figures(simulators.get(name)),
  ]);
  const all = ["all", "", allTraces.length, verdictsOfModel().length, figures(verdictsOfModel()), figures(simulator)];
  return table(["file", "weight", "traces", "calls", "model", "simulator"], [...rows, all]);
}

const weightsOf = (traces: readonly Trace[]): string =>
  [...new Set(traces.map(({ weight }) => weight ?? "unknown"))].sort().join(", ");

function byTarget(simulator: readonly CallVerdict[]): string {
  const targets: Record<string, Pick<Conformance, "version" | "agreed" | "contradicted" | "unknown">> = {
    ...recordedConformance(),
    embedded: { version: "of this commit", ...tallyOf(simulator) },
  };
  return table(
    ["target", "version", "agrees", "contradicts", "unknown"],
    Object.entries(targets).map(([name, { version, agreed, contradicted, unknown }]) => [
      name,
      version,
      agreed,
      contradicted,
      unknown,
    ]),
  );
}

function contradictions(simulator: readonly CallVerdict[]): string {
  const rows = verdictsOfModel().flatMap((model, index) => {
    const own = simulator[index];
    if (own === undefined || ![model, own].some(({ verdict }) => verdict === "contradicts")) return [];
    return [[model.trace, model.call + 1, model.operation, inCell(model), inCell(own)]];
  });
  return table(["trace", "call", "operation", "model", "simulator"], rows);
}

function inCell({ verdict, reason, rule }: CallVerdict): string {
  if (verdict !== "contradicts") return verdict;
  return cell(rule === undefined ? reason : `${reason} (${rule})`);
}

function unknowns(simulator: readonly CallVerdict[]): string {
  const rows = (["model", "simulator"] as const).flatMap((who) => {
    const open = (who === "model" ? verdictsOfModel() : simulator).filter(({ verdict }) => verdict === "unknown");
    const groups = Map.groupBy(open, ({ trace, reason }) => `${trace} ${withoutDifference(reason)}`);
    return [...groups.values()].map(
      (group) =>
        [
          group[0]?.trace ?? "",
          group.map(({ call }) => call + 1).join(", "),
          who,
          cell(withoutDifference(group[0]?.reason ?? "")),
        ] as const,
    );
  });
  return table(
    ["trace", "calls", "who", "why"],
    rows.toSorted(([one], [other]) => order(one) - order(other)),
  );
}

const places = new Map(allTraces.map(({ id }, index) => [id, index]));
const order = (trace: string): number => places.get(trace) ?? 0;

/** Omits the difference of a reply that cannot be judged. */
const withoutDifference = (reason: string): string => reason.replace(/; .*$/s, "");

function cell(text: string): string {
  const words = reasonInWords(text).replaceAll("|", "\\|").replaceAll("<", "\\<").replaceAll("\n", " ");
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
}
