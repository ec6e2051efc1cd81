import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Botocore, pythonWithBotocore } from "../../clients/botocore.ts";
import { access, scripts } from "./script.ts";

const { folder, script } = scripts();

const at = (executable: string): Botocore =>
  new Botocore({
    executable,
    access,
    folder,
    timeoutMilliseconds: 20_000,
  });

test("a request is read from standard input, and every call goes to the address", async () => {
  const echo = at(script("echo", `request=$(cat); printf '{"pages":[[%s,"%s"]]}' "$request" "$HTTPS_PROXY"`));
  expect(await echo.paginate("ListClusters", { a: "b" }, 2)).toEqual([
    [{ do: "paginate", operation: "ListClusters", input: { a: "b" }, pageSize: 2 }, "http://127.0.0.1:1"],
  ]);
});

test.for([
  [
    "an error of botocore",
    `cat >/dev/null; echo '{"error":"Waiter ServicesStable failed"}'`,
    "Waiter ServicesStable failed",
  ],
  ["a program that fails", "cat >/dev/null; echo broken >&2; exit 1", "botocore: wait ended with status 1: broken"],
] as const)("%s is thrown", async ([name, text, words]) => {
  await expect(at(script(name.replaceAll(" ", "-"), text)).wait("services_stable", {}, 1)).rejects.toThrow(words);
});

test("a python without botocore does not count", () => {
  script("python3", "exit 1");
  expect(pythonWithBotocore({ PATH: folder })).toBeUndefined();
  expect(pythonWithBotocore({ PATH: "/nowhere" })).toBeUndefined();
});

/** What botocore offers and no scenario uses: the simulator has no daemons (row DA1), nor has any other target. */
const ofDaemons = /daemon/i;

const python = pythonWithBotocore();

test.skipIf(python === undefined)("each paginator and waiter of botocore is in a scenario", async () => {
  const { paginated, waiters } = await at(python ?? "").describe();
  const scenarios = ["paginators", "waiters"]
    .map((name) => readFileSync(join(import.meta.dirname, `../../scenarios/6-botocore/${name}.ts`), "utf8"))
    .join("");
  expect(paginated.length).toBeGreaterThanOrEqual(11);
  expect(waiters.length).toBeGreaterThanOrEqual(4);
  const unused = [...paginated, ...waiters].filter((name) => !scenarios.includes(`"${name}"`));
  expect(unused.filter((name) => !ofDaemons.test(name))).toEqual([]);
});
