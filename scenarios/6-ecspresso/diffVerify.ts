import { expect } from "vitest";
import { assertFails } from "../kit/assertions.ts";
import { registryHost } from "../kit/clients/imageRegistry.ts";
import { throughEcspresso } from "../kit/clients/throughEcspresso.ts";
import { scenario } from "../kit/scenario.ts";

scenario(
  "Diff and verify operations: diff is empty once deployed, and shows what would change",
  { needs: ["tasks"], programs: ["ecspresso"], bug: "update-service-with-task-definition-loses-desired-count" },
  throughEcspresso("config.yaml", async (context, { ecspresso: plain }) => {
    // ECS shows a grace period of 0 where none was given, and diff compares it with what the definition says.
    const ecspresso = plain.with({ GRACE_PERIOD: "0" });
    expect(await ecspresso.diff()).toContain('+      "name": "app"');
    await context.waiting.during(ecspresso.deploy());
    expect(await ecspresso.diff()).toBe("");
    const next = ecspresso.with({ RELEASE: "2", TASKS: "3" });
    const forward = await next.diff();
    expect(changes(forward)).toEqual(['-  "desiredCount": 2,', '+  "desiredCount": 3,', ...release("1", "2")]);
    await context.waiting.during(next.deploy());
    expect(await next.diff()).toBe("");
    expect(changes(await ecspresso.diff())).toEqual([
      '-  "desiredCount": 3,',
      '+  "desiredCount": 2,',
      ...release("2", "1"),
    ]);
  }),
);

scenario(
  "Diff and verify operations: verify finds everything that the definitions name, and reports what is missing",
  { programs: ["ecspresso"], bug: "cluster-names-ignore-case" },
  throughEcspresso("config.yaml", async (context, { ecspresso, calls }) => {
    const whole = ecspresso.with({ IMAGE: `${registryHost}/busybox:1.36` });
    const output = await whole.verify();
    for (const part of ["TaskDefinition", "ServiceDefinition", "Cluster"])
      expect(output).toMatch(new RegExp(`${part}\\n(.*\\n)*?  --> \\[OK\\]`));
    expect(calls).toEqual(["DescribeClusters"]);
    const unpulled = whole.with({ IMAGE: `${registryHost}/busybox:no-such-image` }).verify();
    await assertFails(unpulled, /verify Image\[.*no-such-image\] failed: 404/);
    const elsewhere = whole.with({ CLUSTER: context.cluster.toUpperCase() }).verify();
    await assertFails(elsewhere, /cluster .* is not found/);
  }),
);

const changes = (diff: string): string[] =>
  diff.split("\n").filter((line) => /^[-+](?![-+])/.test(line) && line.trim().length > 1);

const release = (from: string, to: string): string[] => [
  `-          "value": "${from}"`,
  `+          "value": "${to}"`,
];
