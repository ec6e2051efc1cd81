import { describe, expect, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Client } from "../../../clients/client.ts";
import { defaultPlanOptions } from "../../../commands/plans/generate.ts";
import { laws } from "../../../properties/laws/registry.ts";
import { setUpOptions } from "../../../properties/laws/setUp.ts";
import { PlanSource } from "../../../properties/plans/planSource.ts";
import { isOfLaws } from "../../../properties/property.ts";
import { propertiesOf } from "../../../properties/workers/propertiesOfRun.ts";
import { answer } from "../../answer.ts";
import { simulatorClient } from "../playing.ts";
import { hold } from "./contextFor.ts";

/** Those that are checked without being named. */
const usual = laws.filter(({ onDemand }) => onDemand !== true);

describe("a correct simulator with jitter obeys every law", () => {
  const scenes = new PlanSource(11, setUpOptions(defaultPlanOptions));

  test.each(laws.map(({ name }) => name))("%s", async (law) => {
    const client = await simulatorClient({ jitter: true, seed: 5 });
    for (let run = 0; run < 4; run++) {
      const { divergences, left, laws: counts } = await hold([law], scenes.at(run), client);
      expect(divergences.map(({ signature, actual }) => `${text(signature)} ${actual}`)).toEqual([]);
      expect(counts.get(law)).toEqual({ checked: 1, violated: 0, unobserved: 0 });
      expect(left).toEqual([]);
    }
  });
});

test("every taggable kind is tagged", async () => {
  const { history } = await hold(["tags"], [], await simulatorClient());
  const tagged = history.filter(
    ({ operation, exchange }) => operation === "TagResource" && exchange.kind === "answered" && exchange.status === 200,
  );
  const kinds = new Set(tagged.map(({ input }) => /:ecs:[^:]*:[^:]*:([a-z-]+)/.exec(String(input.resourceArn))?.[1]));
  expect([...kinds].sort()).toEqual([
    "capacity-provider",
    "cluster",
    "container-instance",
    "service",
    "task",
    "task-definition",
    "task-set",
  ]);
});

test("resources without a name of the run are not touched", async () => {
  const inner = await simulatorClient();
  const names: unknown[] = [];
  const client: Client = {
    async call(operation, input) {
      names.push(input.cluster, input.familyPrefix);
      return inner.call(operation, input);
    },
    close: () => inner.close(),
  };
  const containerDefinitions = [{ name: "app", image: "nginx", memory: 128 }];
  const scene = [
    { operation: "CreateCluster", input: { clusterName: "" } },
    { operation: "RegisterTaskDefinition", input: { family: "", containerDefinitions } },
  ];
  await hold(["tokens"], scene, client);
  expect(names.length).toBeGreaterThan(0);
  expect(names).not.toContain("");
});

describe("a law that cannot be checked is unobserved", () => {
  test("when the server refuses everything", async () => {
    const refusing: Client = {
      call: async () => answer(400, '{"__type":"ClientException","message":"no"}'),
      close() {},
    };
    const { divergences, laws: counts } = await hold(["laws"], [], refusing);
    expect(divergences).toEqual([]);
    for (const { name } of usual) expect(counts.get(name)).toEqual({ checked: 0, violated: 0, unobserved: 1 });
  });

  test("when requests cannot be corrupted", async () => {
    const { call, close } = await simulatorClient();
    const { laws: counts } = await hold(["wire"], [], { call, close });
    expect(counts.get("wire")).toEqual({ checked: 0, violated: 0, unobserved: 1 });
  });
});

test("runs of laws take turns, and every law is checked", () => {
  const names = ["sequential", "laws"];
  const ofLaws = Array.from({ length: 100 }, (_, run) => propertiesOf(run, names)).filter(isOfLaws);
  expect(ofLaws).toHaveLength(12);
  for (const { name } of usual.filter(({ seldom }) => seldom !== true))
    expect(ofLaws.filter((held) => held.includes(name)).length).toBeGreaterThanOrEqual(4);
  expect(ofLaws.flat()).not.toContain("newer");
  const named = Array.from({ length: 100 }, (_, run) => propertiesOf(run, [...names, "newer"]));
  expect(named.filter((held) => held.includes("newer")).length).toBeGreaterThanOrEqual(3);
  const long = Array.from({ length: 300 }, (_, run) => propertiesOf(run, names));
  expect(long.flatMap((held, run) => (held.includes("sizes") ? [run] : []))).toEqual([127, 255]);
  expect(propertiesOf(3, ["sizes"])).toEqual(["sizes"]);
  expect(propertiesOf(3, ["tags"])).toEqual(["tags"]);
  expect(propertiesOf(7, ["sequential"])).toEqual(["sequential"]);
});

test("a description from before the tasks were listed may be older than the list", async () => {
  const { call, close } = await simulatorClient();
  let counted = false;
  const behind: Client = {
    async call(operation, input) {
      const exchange = await call(operation, input);
      if (operation === "DescribeClusters") counted = true;
      if (operation !== "DescribeServices" || exchange.kind !== "answered" || exchange.status !== 200) return exchange;
      const older = !counted;
      counted = false;
      return older ? answer(200, exchange.text.replace(/("runningCount"):\d+/, "$1:0")) : exchange;
    },
    close,
  };
  const { divergences, laws: counts } = await hold(["counts"], [], behind);
  expect(divergences).toEqual([]);
  expect(counts.get("counts")).toEqual({ checked: 1, violated: 0, unobserved: 0 });
});
