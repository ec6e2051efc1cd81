import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Job } from "kubernetes-models/batch/v1/Job";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";

const root = join(import.meta.dirname, "..");
const kinds = { ConfigMap, Job, PersistentVolumeClaim } as const;

interface Manifest {
  readonly kind: keyof typeof kinds;
  readonly [member: string]: unknown;
}

const manifestsOf = (file: string): Manifest[] =>
  parseAllDocuments(readFileSync(join(root, file), "utf8")).map((document) => document.toJS() as Manifest);

const [settings, , campaign] = manifestsOf("deploy/kubernetes/campaign.yaml") as [Manifest, Manifest, Manifest];
const [merge] = manifestsOf("deploy/kubernetes/merge.yaml") as [Manifest];

const job = ({ spec }: Manifest) =>
  spec as { completions: number; template: { spec: { containers: { command: string[]; args: string[] }[] } } };
const commandOf = (manifest: Manifest): string[] => {
  const [{ command, args } = { command: [], args: [] }] = job(manifest).template.spec.containers;
  return [...command, ...args];
};

test.each(globSync("deploy/kubernetes/*.yaml", { cwd: root }))("%s is valid by Kubernetes' schema", (file) => {
  for (const manifest of manifestsOf(file))
    expect(() => new kinds[manifest.kind](manifest as never).validate()).not.toThrow();
});

test("the schema can reject a manifest", () => {
  const broken = { ...campaign, spec: { ...job(campaign), completions: "four" } };
  expect(() => new Job(broken as never).validate()).toThrow();
});

test("the commands of the pods play the shards and merge them", () => {
  const reports = mkdtempSync(join(tmpdir(), "kecs-fuzz-shards-"));
  const data = settings.data as Record<string, string>;
  expect(job(campaign).completions).toBe(Number(data.SHARDS));
  const run = (manifest: Manifest, environment: Record<string, string>) => {
    const [program = "", ...args] = commandOf(manifest).map((word) => word.replaceAll("/reports", reports));
    const env = { ...process.env, ...data, ...environment };
    return spawnSync(program, args, { cwd: root, env, encoding: "utf8" });
  };
  for (let index = 0; index < job(campaign).completions; index++) {
    const shard = run(campaign, { TARGET: "embedded", RUNS: "8", JOB_COMPLETION_INDEX: String(index) });
    expect(shard.status, shard.stderr).toBe(0);
  }
  const merged = run(merge, {});
  expect(merged.status, merged.stderr).toBe(0);
  expect(merged.stdout).toContain("4 reports of embedded: 8 runs");
  rmSync(reports, { recursive: true });
});
