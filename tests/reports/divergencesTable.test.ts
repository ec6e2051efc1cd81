import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { htmlPage } from "../../reports/html/page.ts";
import { executablePath, hasChromium } from "./chromium.ts";
import { manyDivergences } from "./manyDivergences.ts";
import { line, report } from "./sample.ts";

const { divergences, plans } = manyDivergences(200);
const signatures = divergences.map(({ signature }) => signature);
const history = [line({ signatures: [...signatures.slice(0, 150), "StopTask/unsupported"] }), line({ signatures })];
const input = { report: report({ divergences }), plans, history, scenarios: [], folder: ".kecs-fuzz/last" };
const megabyte = 1_000_000;

test("a page of 200 divergences has less than a megabyte", () => {
  expect(Buffer.byteLength(htmlPage(input))).toBeLessThan(megabyte);
});

test("plans that were never shrunk do not make it larger", () => {
  const long = plans.map((plan) =>
    Array.from({ length: 36 }, (_, index) => plan[index % plan.length]).filter((each) => each !== undefined),
  );
  expect(Buffer.byteLength(htmlPage({ ...input, plans: long }))).toBeLessThan(megabyte);
});

test("the command that replays names the plan from the place where kecs-fuzz starts", () => {
  expect(htmlPage(input)).toContain("npm run fuzz -- --replay .kecs-fuzz/last/divergences/7.json --target kecs");
});

describe.skipIf(!hasChromium)("the table of divergences in a browser", () => {
  const directory = mkdtempSync(join(tmpdir(), "kecs-fuzz-table-"));
  const file = join(directory, "report.html");
  const address = pathToFileURL(file).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, htmlPage(input));
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true });
  });

  const opened = async (more: Parameters<Browser["newPage"]>[0] = {}, hash = ""): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...more });
    await page.goto(address + hash);
    return page;
  };
  const rows = (page: Page) => page.locator("#table tbody tr:not(.detail):visible");
  const first = (page: Page) => rows(page).first();
  const height = (page: Page): Promise<number> => page.evaluate("document.documentElement.scrollHeight");

  test.each([
    [1280, 800],
    [390, 844],
  ])("%d pixels wide, it is about three screens tall", async (width, tall) => {
    const page = await opened({ viewport: { width, height: tall } });
    expect(await height(page)).toBeLessThan(3.5 * tall);
    await page.getByRole("button", { name: "Show all 201" }).click();
    expect(await rows(page).count()).toBe(201);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });

  test("the worst come first, those observed most often before others", async () => {
    const page = await opened();
    const texts = await rows(page).allInnerTexts();
    expect(texts[0]).toMatch(/critical.*\t7\t3$/s);
    expect(texts.every((text) => text.includes("critical"))).toBe(true);
  });

  test("search and filters combine", async () => {
    const page = await opened();
    await page.getByLabel("search", { exact: true }).fill("MEMBER120 updateservice");
    expect(await page.locator("output").textContent()).toMatch(/^[1-9] of 201 found$/);
    await page.getByLabel("search", { exact: true }).fill("");
    await page.getByLabel("severity").selectOption("minor");
    await page.getByLabel("operation").selectOption("ListTasks");
    for (const text of await rows(page).allInnerTexts()) expect(text).toMatch(/minor[\s\S]*(ListTasks|and \d more)/);
    await page.getByLabel("severity").selectOption("");
    await page.getByLabel("operation").selectOption("");
    await page.getByLabel("state").selectOption("gone");
    expect(await first(page).innerText()).toContain("StopTask/unsupported");
    await page.getByLabel("state").selectOption("new");
    await page.getByLabel("kind").selectOption("law");
    expect(await page.locator("output").textContent()).toMatch(/^\d\d of 201 found$/);
  });

  test("a column sorts, and sorts back", async () => {
    const page = await opened();
    const calls = page.getByRole("button", { name: "no." });
    await calls.click();
    expect(await first(page).getAttribute("id")).toBe("d1");
    await calls.press("Enter");
    expect(await first(page).getAttribute("id")).toBe("d200");
    expect(await page.getByRole("columnheader", { name: "no." }).getAttribute("aria-sort")).toBe("descending");
    await page.getByRole("button", { name: "runs" }).click();
    expect(await first(page).innerText()).toMatch(/\b1\t/);
  });

  test("a row opens by keyboard, shows all scripts, and its address opens it again", async () => {
    const page = await opened();
    const button = page.getByRole("button", { name: "Details of divergence 7", exact: true });
    await button.press("Enter");
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    const part = page.locator("#d7 + tr [data-shown]");
    await part.getByText("curl", { exact: true }).click();
    expect(await part.locator("pre:visible").first().innerText()).toContain("X-Amz-Target");
    const { hash } = new URL(page.url());
    expect(hash).toMatch(/^#[a-z0-9-]+-cl6-/);
    for (const to of [hash, "#d7"]) {
      const again = await opened({}, to);
      expect(await again.locator("#d7 + tr pre.diff").isVisible()).toBe(true);
    }
  });

  test("without JavaScript it is a plain list that opens too", async () => {
    const page = await opened({ javaScriptEnabled: false });
    expect(await rows(page).count()).toBe(201);
    expect(await page.locator("form.controls").isVisible()).toBe(false);
    await page.locator("#d7 + tr summary").click();
    expect(await page.locator("#d7 + tr pre.diff").isVisible()).toBe(true);
    expect(await page.locator("#d7 + tr").innerText()).toContain("--replay .kecs-fuzz/last/divergences/7.json");
  });

  test.each([
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const)("%d pixels wide and %s, axe-core finds no violation", async (width, colorScheme) => {
    const page = await opened({ viewport: { width, height: 844 }, colorScheme }, "#d7");
    await page.locator("[data-shown] summary").first().waitFor();
    await page.evaluate(
      "for (const details of document.querySelectorAll('.open + tr details, main > details')) details.open = true",
    );
    await page.evaluate(axe.source);
    const violations = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))]))",
    );
    expect(violations).toEqual([]);
  });
});
