import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parse, text } from "../../../checker/signature.ts";
import type { Divergence } from "../../../properties/judge/divergence.ts";
import { severityOf } from "../../../properties/judge/severity.ts";
import { deduplicate } from "../../../properties/triage/deduplicate.ts";
import type { Candidate } from "../../../properties/triage/reportedFault.ts";

/** fixtures/clustering/README.md explains each member. */
const clustering = z.strictObject({
  campaign: z.string(),
  causes: z.array(z.strictObject({ cause: z.string(), reason: z.string(), signatures: z.array(z.string()).min(1) })),
  signatures: z.array(z.string()),
  plans: z.array(z.array(z.string())),
  candidates: z.array(
    z.strictObject({
      signature: z.int(),
      plan: z.int(),
      at: z.tuple([z.int(), z.string(), z.string()]),
      clock: z.string(),
      seen: z.int(),
      shrunk: z.boolean(),
      shown: z.array(z.tuple([z.int(), z.int(), z.string(), z.string()])),
    }),
  ),
});

type Clustering = z.infer<typeof clustering>;

const read = (name: string): Clustering =>
  clustering.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, `../../../fixtures/clustering/${name}.json`), "utf8")),
  );

const divergence = (signature: string, command: number, operation: string, look: string, clock = "immediate") =>
  ({
    signature: parse(signature),
    operation,
    clock,
    expected: "",
    actual: "",
    path: undefined,
    rule: undefined,
    command,
    look: look === "" ? undefined : look,
  }) as Divergence;

/** A candidate as triage had it; plans contain only what deduplication compares. */
function candidateOf({ plans, signatures }: Clustering, each: Clustering["candidates"][number]): Candidate {
  const written = (index: number): string => signatures[index] ?? "";
  const signature = parse(written(each.signature));
  return {
    fault: {
      signature,
      divergence: divergence(written(each.signature), ...each.at, each.clock),
      rating: severityOf({ signature }),
      operations: [],
      run: 0,
      seen: each.seen,
      hits: 3,
      tries: 3,
      restarted: false,
      symptoms: [],
      property: "sequential",
      plan: (plans[each.plan] ?? []).map((call, index) => {
        const [, operation = "", member = "", name = ""] = /^(\w+)(?: (\w+):(.*))?$/s.exec(call) ?? [];
        return { operation, input: { plan: each.plan, index, [member]: name } };
      }),
      commandsBefore: 0,
      shrunk: each.shrunk,
      executions: 0,
      path: "",
      evidence: [],
      log: [],
      note: undefined,
    },
    shown: each.shown.map(([index, ...at]) => divergence(written(index), ...at)),
  };
}

/** Pairs of signatures that one entry contains, or that have one cause. */
function pairs(groups: readonly (readonly string[])[]): Set<string> {
  const found = new Set<string>();
  for (const group of groups)
    for (const [index, a] of group.entries())
      for (const b of group.slice(index + 1)) found.add([a, b].sort().join(" | "));
  return found;
}

describe.each(["moto", "ministack", "kecs"])("the signatures of a campaign on %s", (name) => {
  const recorded = read(name);
  const entries = deduplicate(recorded.candidates.map((each) => candidateOf(recorded, each))).map(
    ({ signature, symptoms }) => [signature, ...symptoms].map(text),
  );
  const causes = recorded.causes.map(({ signatures }) => signatures);

  test("have one cause each", () => {
    const all = causes.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(all)).toEqual(new Set(entries.flat()));
  });

  test("are grouped by their causes", () => {
    const [found, wanted] = [pairs(entries), pairs(causes)];
    const right = [...found].filter((pair) => wanted.has(pair)).length;
    const mixed = entries.filter(
      (entry) => causes.filter((cause) => entry.some((each) => cause.includes(each))).length > 1,
    );
    expect(right / found.size, [...found].filter((pair) => !wanted.has(pair)).join("\n")).toBeGreaterThanOrEqual(0.95);
    expect(right / wanted.size, [...wanted].filter((pair) => !found.has(pair)).join("\n")).toBeGreaterThanOrEqual(0.95);
    expect(mixed).toEqual([]);
    expect(entries.length / causes.length).toBeLessThanOrEqual(1.15);
  });
});
