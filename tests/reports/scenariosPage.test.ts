import { expect, test } from "vitest";
import { scenariosPage } from "../../reports/html/scenariosPage.ts";
import { MetricsCollector } from "../../scenarios/kit/load/metricsCollector.ts";
import type { ScenarioResult } from "../../scenarios/kit/runner/result.ts";

const result = (name: string, more: Partial<ScenarioResult> = {}): ScenarioResult => ({
  name,
  phase: 7,
  file: "scenarios/7-load/services.ts",
  outcome: "passed",
  seconds: 1,
  left: [],
  ...more,
});

test("a load shows its times and the resource usage; a failure shows its reason, as text", async () => {
  const metrics = new MetricsCollector();
  metrics.call("CreateService", 3, false);
  metrics.started({ taskArn: "t", createdAt: 1, startedAt: 2 });
  await metrics.look({ url: "", pid: async () => process.pid });
  await metrics.look({ url: "", pid: async () => process.pid });
  const page = scenariosPage("moto", [
    result("Create services", { measured: metrics.export() }),
    result("Launch tasks", { outcome: "failed", why: "<script>alert(1)</script>" }),
  ]);
  expect(page).toContain("1 of 2 scenarios failed");
  expect(page).toContain("&lt;script>alert(1)");
  expect(page).not.toContain("<script>alert");
  expect(page).toMatch(/CreateService.*3\.00 ms/s);
  expect(page).toContain("created → running");
  expect(page.match(/<polyline/g)).toHaveLength(6);
});

test("without a load there is no section for it", () => {
  const page = scenariosPage("moto", [result("List clusters")]);
  expect(page).toContain("no scenario failed");
  expect(page).not.toContain('id="load"');
});
