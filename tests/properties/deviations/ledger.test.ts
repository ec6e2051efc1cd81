import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "../../../checker/signature.ts";
import { readLedger } from "../../../properties/deviations/ledger.ts";
import { newDeviation } from "../../../properties/deviations/newDeviation.ts";
import { ledgerFolder } from "../../../targets/ledgers.ts";
import { UsageError } from "../../../targets/usageError.ts";
import { folder } from "../../cli/command.ts";

const signature = "CreateCluster/outcome/CL4→accepted";

const sound = {
  id: "some/one",
  summary: "it accepts a cluster again with other settings",
  evidence: { row: "CL4", does: "answers 200" },
  upstream: "unreported",
  since: "1.0",
  patch: { kind: "accepted", operations: ["CreateCluster"], rules: ["CL4"] } as object,
  witness: { signature, commands: [{ operation: "CreateCluster", input: { clusterName: "c1" } }] } as object,
};

const { patch: _patch, witness: _witness, ...told } = sound;

/** A ledger of these files. */
function ledger(files: Readonly<Record<string, unknown>>): string {
  const path = folder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(path, `${name}.json`), typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function complaint(files: Readonly<Record<string, unknown>>): string {
  try {
    readLedger(ledger(files));
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  return "none";
}

describe("a ledger", () => {
  test("knows the deviations in its files", () => {
    const second = { ...told, id: "some/two", scenarios: ["a service comes up"] };
    const read = readLedger(ledger({ one: sound, two: second }));
    expect(read.deviations.map(({ id, patches, scenarios }) => [id, patches.length, scenarios.length])).toEqual([
      ["some/one", 1, 0],
      ["some/two", 0, 1],
    ]);
    expect(read.match(parse(signature))?.deviation.id).toBe("some/one");
    expect(read.match(parse("CreateCluster/outcome/CL3→accepted"))).toBeUndefined();
  });

  test("is empty for a missing folder, and the simulator's is", () => {
    expect(readLedger(undefined).deviations).toEqual([]);
    expect(readLedger(ledgerFolder("embedded", undefined)).deviations).toEqual([]);
  });

  test.each(["kecs", "moto", "ministack"])("of %s is valid", (target) => {
    expect(() => readLedger(ledgerFolder(target, undefined))).not.toThrow();
  });
});

describe("an invalid file is named in one line", () => {
  test.each<[string, unknown, string]>([
    ["no JSON", "{", "it is not JSON"],
    ["no object", "[]", "the document"],
    ["another name than its id", { ...sound, id: "some/other" }, "must end in /one"],
    ["not finished", { ...sound, summary: "TODO: what" }, "summary still to be completed"],
    ["not finished inside", { ...sound, evidence: { row: "CL4", does: "TODO" } }, "evidence.does still to be"],
    ["a member too many", { ...sound, severity: 1 }, "severity"],
    ["a member too few", { ...sound, since: undefined }, "since"],
    ["an unknown row", { ...sound, evidence: { row: "CL999", does: "x" } }, "evidence.row: unknown row CL999"],
    ["no address", { ...sound, upstream: "somewhere" }, "upstream"],
    ["no patch", told, "neither a patch nor scenarios"],
    ["no witness", { ...told, patch: sound.patch }, "needs a witness"],
    ["no patch for its witness", { ...told, witness: sound.witness, scenarios: ["x"] }, "a witness a patch"],
    ["an unknown kind", { ...sound, patch: { kind: "wrong" } }, 'patch.kind: unknown kind "wrong"'],
    ["an unknown operation", { ...sound, patch: { ...sound.patch, operations: ["CreateClutser"] } }, "CreateClutser"],
    ["an unknown row in its patch", { ...sound, patch: { ...sound.patch, rules: ["CL999"] } }, "CL999"],
    ["a patch with a member too many", { ...sound, patch: { ...sound.patch, rows: ["CL4"] } }, "rows"],
    [
      "a condition that says nothing",
      { ...sound, patch: { ...sound.patch, when: {} } },
      "patch.when: give a condition",
    ],
    ["an unknown condition", { ...sound, patch: { ...sound.patch, when: { before: [] } } }, "patch.when"],
    [
      "a condition on an unknown operation",
      { ...sound, patch: { ...sound.patch, when: { after: [{ operation: "StopTsk" }] } } },
      "patch.when.after.0.operation: unknown operation StopTsk",
    ],
    [
      "a condition on an empty request",
      { ...sound, patch: { ...sound.patch, when: { at: [{ operation: "StopTask", with: {} }] } } },
      "patch.when.at.0.with: name a member",
    ],
    ["an unknown look", { ...sound, patch: { ...sound.patch, looks: ["repl"] } }, "patch.looks.0: unknown look repl"],
    [
      "a condition on what has none",
      { ...sound, patch: [sound.patch, { kind: "empty-list", when: { actual: ["absent"] } }] },
      "when",
    ],
    ["another patch than its witness", { ...sound, patch: { ...sound.patch, rules: ["CL3"] } }, "does not hold for"],
    [
      "an error that no operation has",
      { ...sound, patch: [sound.patch, { kind: "error", operations: ["RunTask"], rules: "any", errors: ["Oops"] }] },
      "Oops is no error type of ECS",
    ],
    [
      "a witness that cannot be played",
      { ...sound, witness: { signature, commands: [{ operation: "Unknown", input: {} }] } },
      "witness.commands.0: unknown operation Unknown",
    ],
  ])("%s", (_, content, why) => {
    const message = complaint({ one: content });
    expect(message).toMatch(/^\S*one\.json is not a deviation: [^\n]+$/);
    expect(message).toContain(why);
  });

  test("two that hold for the same signatures", () => {
    const both = { ...sound, id: "some/two", patch: [{ kind: "empty-list" }, { ...sound.patch, rules: "any" }] };
    const message = complaint({ one: sound, two: both });
    expect(message).toMatch(/^\S*two\.json overlaps \S*one\.json: [^\n]+$/);
    const apart = { ...both, patch: [{ ...sound.patch, rules: ["CL3"] }, sound.patch] };
    expect(complaint({ one: sound, two: apart })).toContain("overlaps");
  });

  test("a folder that does not exist", () => {
    const config = join(folder(), "config.json");
    writeFileSync(config, JSON.stringify({ deviations: "nowhere" }));
    expect(() => ledgerFolder("http://127.0.0.1:1/", config)).toThrow("nowhere is neither a folder");
  });
});

describe("a URL", () => {
  test("has the ledger that its config names, by target or by folder, otherwise none", () => {
    const directory = folder();
    mkdirSync(join(directory, "mine"));
    const config = (deviations: string) => {
      writeFileSync(join(directory, "config.json"), JSON.stringify({ deviations }));
      return join(directory, "config.json");
    };
    expect(ledgerFolder("http://127.0.0.1:1/", undefined)).toBeUndefined();
    expect(ledgerFolder("http://127.0.0.1:1/", config("kecs"))).toBe(ledgerFolder("kecs", undefined));
    expect(ledgerFolder("http://127.0.0.1:1/", config("mine"))).toBe(join(directory, "mine"));
  });
});

describe("a draft", () => {
  const accepted = {
    ledger: "kecs",
    signature: "CreateCluster/immediate/cluster.runningTasksCount/number→absent",
    symptoms: [
      "DescribeClusters/immediate/cluster.runningTasksCount/number→absent",
      "CreateCluster/immediate/cluster.pendingTasksCount/number→absent",
    ],
    row: "CL2",
    expected: "0",
    actual: "absent",
    always: false,
    property: "sequential",
    plan: [{ operation: "CreateCluster", input: { clusterName: "c1" } }],
  };

  test("is refused until it is completed, and then read", () => {
    const { name, text } = newDeviation(accepted, () => false);
    expect(name).toBe("create-cluster-immediate-cluster-running-tasks-count-number-absent");
    expect(newDeviation(accepted, (taken) => taken === name).name).toBe(`${name}-2`);
    expect(complaint({ [name]: text })).toContain("summary, evidence.does, upstream, since still to be completed");
    const completed = text.replaceAll(/"TODO: the address[^"]*"/g, '"unreported"').replaceAll("TODO: ", "");
    const [deviation] = readLedger(ledger({ [name]: completed })).deviations;
    expect(deviation).toMatchObject({ id: `kecs/${name}`, witness: { plays: 20, property: "sequential" } });
    expect(deviation?.patches).toMatchObject([
      { operations: ["CreateCluster", "DescribeClusters"], members: ["cluster.runningTasksCount"] },
      { operations: ["CreateCluster"], members: ["cluster.pendingTasksCount"] },
    ]);
  });
});
