import { expect, test } from "vitest";
import { measureServerGrowth } from "../../bench/growth.ts";
import type { Bench } from "../../bench/load.ts";
import { growthInWords } from "../../bench/slope.ts";

/** A server whose calls take this long, depending on the number of services. */
function serverThat(takes: Readonly<Record<string, (services: number) => number>>): Bench {
  let services = 0;
  return {
    prefix: "b-",
    target: { url: "http://127.0.0.1:1" },
    definition: () => ({}),
    placed: {},
    service: () => ({}),
    call: async (operation: string) => {
      if (operation === "CreateService") services += 1;
      return { output: {}, milliseconds: (takes[operation] ?? (() => 1))(services) };
    },
    close: async () => {},
  } as unknown as Bench;
}

test("a server whose calls search all services is reported, one that does not is not", async () => {
  const server = serverThat({ CreateService: (n) => 0.5 + n / 100, ListTasks: (n) => n * n, RunTask: () => 3 });
  const { most, growths } = await measureServerGrowth(server, 10_000, 60);
  expect(most).toBe(10_000);
  const words = new Map(growths.map(({ what, exponent }) => [what, growthInWords(exponent)]));
  expect(words.get("CreateService")).toContain("LINEAR");
  expect(words.get("ListTasks")).toContain("QUADRATIC");
  expect(words.get("RunTask")).toBe("flat");
});

test("services that were refused are not counted", async () => {
  const server = serverThat({});
  const call = server.call.bind(server);
  const refusing = {
    ...server,
    call: async (operation: string) => (operation === "CreateService" ? undefined : call(operation, {})),
  };
  const { most, growths } = await measureServerGrowth(refusing as unknown as Bench, 10_000, 60);
  expect([most, growths]).toEqual([0, []]);
});

test("the measurement ends when the time is over, and reports how far it came", async () => {
  const { most, growths } = await measureServerGrowth(serverThat({}), 10_000, 0);
  expect([most, growths]).toEqual([0, []]);
});
