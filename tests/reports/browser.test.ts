import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { htmlPage } from "../../reports/html/page.ts";
import { scenariosPage } from "../../reports/html/scenariosPage.ts";
import { MetricsCollector } from "../../scenarios/kit/load/metricsCollector.ts";
import { executablePath, hasChromium } from "./chromium.ts";
import { divergence, line, plan, report } from "./sample.ts";

describe.skipIf(!hasChromium)("report.html in a browser", () => {
  const directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-page-"));
  const file = join(directory, "report.html");
  const scenarios = join(directory, "scenarios.html");
  const evil = `<script>document.title = "hacked"</script><img src=x onerror="document.title = 'hacked'">`;
  let browser: Browser;

  beforeAll(async () => {
    const hostile = divergence({
      actual: evil,
      symptoms: ["TagResource/look/DescribeTasks/immediate/task.containers[].networkInterfaces[].attachmentId/a→b"],
      exchanges: [{ command: 2, look: false, operation: evil, input: evil, answer: evil }],
    });
    const history = [line({ rest: { p50: 1, p95: 2 }, signatures: [evil] }), line({ rest: { p50: 1, p95: 2 } })];
    writeFileSync(
      file,
      htmlPage({ report: report({ divergences: [hostile] }), plans: [plan], history, scenarios: [] }),
    );
    const metrics = new MetricsCollector();
    metrics.call(evil, 3, true);
    await metrics.look({ url: "", pid: async () => process.pid });
    await metrics.look({ url: "", pid: async () => process.pid });
    const load = { name: evil, phase: 7, file: "f", seconds: 1, left: [], measured: metrics.export() };
    writeFileSync(scenarios, scenariosPage(evil, [{ ...load, outcome: "failed", why: evil }]));
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true });
  });

  test.each([
    ["a desk", 1280, "light"],
    ["a phone", 375, "dark"],
  ] as const)(
    "at %s: no script of the server runs, no console error, nothing sticks out",
    async (_, width, colorScheme) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => {
        if (!request.url().startsWith("file:")) complaints.push(`asked for ${request.url()}`);
      });
      await page.goto(pathToFileURL(file).href);
      for (const row of await page.locator("button.opens").all()) await row.click();
      await page.locator("[data-shown] summary").first().waitFor();
      for (const summary of await page.locator("details > summary").all())
        if (await summary.isVisible()) await summary.click();
      await page.locator("button[data-copy]").first().click();
      await page
        .getByText(/^(Copied|Selected)$/)
        .first()
        .waitFor();
      expect(await page.title()).toBe("kecs-fuzz: kecs, 1 divergence");
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      expect(await page.locator("button[data-copy]").first().textContent()).toMatch(/Copied|Selected/);
      for (const link of await page.locator("nav a").all()) {
        const target = (await link.getAttribute("href")) ?? "";
        expect([target, await page.locator(target).count()]).toEqual([target, 1]);
      }
      await page.goto(pathToFileURL(scenarios).href);
      for (const summary of await page.locator("details > summary").all()) await summary.click();
      expect(await page.title()).not.toBe("hacked");
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      expect(complaints).toEqual([]);
    },
  );
});
