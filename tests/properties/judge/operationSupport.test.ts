import { describe, expect, onTestFinished, test } from "vitest";
import { text } from "../../../checker/signature.ts";
import type { Exchange, Json, JsonObject } from "../../../clients/client.ts";
import { defaultPlanOptions } from "../../../commands/plans/generate.ts";
import type { Operation } from "../../../model/registry.ts";
import { campaign } from "../../../properties/campaign/campaign.ts";
import { OperationSupport, saysUnsupported } from "../../../properties/judge/operationSupport.ts";
import { abilitiesOf } from "../../../properties/workers/workerPool.ts";
import { startSimulator } from "../../../targets/embedded/server.ts";
import { openTarget } from "../../../targets/open.ts";

const answer = (status: number, json: Json | undefined, text = JSON.stringify(json)): Exchange => ({
  kind: "answered",
  status,
  json,
  text: text ?? "",
  contentType: "",
  milliseconds: 1,
});
const refusal = (status: number, type: string, message = "") => answer(status, { __type: type, message });

describe("a reply reports that an operation is not implemented", () => {
  test.each([
    ["as ECS does", refusal(400, "UnknownOperationException")],
    ["with a namespace", refusal(400, "com.amazon.coral.service#UnknownOperationException")],
    ["as MiniStack and KECS do", refusal(400, "InvalidAction", "Unknown action: StartTask")],
    ["as KECS does for those it knows", refusal(500, "InternalError", "StartTask not implemented")],
    ["as moto does", refusal(500, "InternalError", "The start_task action has not been implemented")],
    ["as LocalStack does", refusal(501, "InternalFailure", "API action 'StartTask' not yet implemented")],
    ["by its status, whatever the body", answer(501, undefined, "<html>")],
    ["by its status, where nothing answers the target", answer(404, undefined, "404 page not found")],
  ])("%s", (_how, exchange) => expect(saysUnsupported(exchange)).toBe(true));

  test.each([
    ["a served call", answer(200, { message: "not implemented" })],
    ["a feature that it does not have", refusal(400, "UnsupportedFeatureException", "not supported")],
    ["a member that it does not take", refusal(400, "InvalidParameterException", "This is not implemented.")],
    ["a cluster that is not found", refusal(404, "ClusterNotFoundException", "Cluster not found.")],
    ["a fault of the server", refusal(500, "ServerException", "Service is not available")],
    ["a page of HTML", answer(500, undefined, "<title>500 Internal Server Error</title>")],
    ["no answer", { kind: "unanswered", cause: "reset", detail: "", milliseconds: 1 } as const],
  ])("and does not: %s", (_how, exchange) => expect(saysUnsupported(exchange)).toBe(false));
});

test("three such replies are enough, and one other reply revokes them", () => {
  const support = new OperationSupport();
  for (const inVain of [false, false, true]) {
    support.observe("StartTask", {}, refusal(501, "NotImplemented"));
    expect([support.lacks("StartTask"), support.needsNoCall("StartTask", {})]).toEqual([true, inVain]);
  }
  expect(support.lacking).toEqual(["StartTask"]);
  support.observe("StartTask", {}, refusal(400, "InvalidParameterException"));
  expect([support.lacking, support.needsNoCall("StartTask", {})]).toEqual([[], false]);
});

test("five pages of HTML and nothing else are enough, fewer are a fault of the server", () => {
  const support = new OperationSupport();
  const page = answer(500, undefined, "<title>500 Internal Server Error</title>");
  for (let count = 0; count < 4; count++) support.observe("ExecuteCommand", {}, page);
  expect([support.lacking, support.needsNoCall("ExecuteCommand", {})]).toEqual([[], false]);
  support.observe("ExecuteCommand", {}, page);
  expect([support.lacking, support.needsNoCall("ExecuteCommand", {})]).toEqual([["ExecuteCommand"], true]);
  support.observe("ExecuteCommand", {}, refusal(400, "ClusterNotFoundException"));
  expect([support.lacking, support.needsNoCall("ExecuteCommand", {})]).toEqual([[], false]);
});

test("one kind of input that always breaks leaves the others open", () => {
  const support = new OperationSupport();
  const page = answer(500, undefined, "<title>500 Internal Server Error</title>");
  for (let count = 0; count < 5; count++) support.observe("RunTask", { launchType: "FARGATE" }, page);
  expect(support.needsNoCall("RunTask", { launchType: "FARGATE" })).toBe(true);
  expect(support.needsNoCall("RunTask", { launchType: "EC2" })).toBe(false);
  expect(support.lacking).toEqual(["RunTask"]);
  support.observe("RunTask", { launchType: "EC2" }, answer(200, { tasks: [] }));
  expect(support.needsNoCall("RunTask", { launchType: "FARGATE" })).toBe(false);
  expect(support.lacking).toEqual([]);
});

test("an operation that the server lacks is tried again, more and more seldom", () => {
  const support = new OperationSupport();
  for (let count = 0; count < 3; count++) support.observe("StartTask", {}, refusal(501, "NotImplemented"));
  const tried = Array.from({ length: 200 }, () => !support.needsNoCall("StartTask", {}));
  expect(tried.flatMap((isTried, index) => (isTried ? [index + 1] : []))).toEqual([20, 60, 140]);
});

/** A campaign on clusters against the simulator, with other replies to some of its calls. */
async function hunted(instead: (operation: string, input: JsonObject) => Exchange | undefined) {
  const server = await startSimulator({});
  onTestFinished(() => server.close());
  const target = await openTarget(server.url, { seed: 1, speed: 1000, jitter: false, allowRemote: false });
  const client = () => {
    const inner = target.client();
    return {
      call: async (operation: string, input: JsonObject) => instead(operation, input) ?? inner.call(operation, input),
      close: () => inner.close(),
    };
  };
  const operations: Operation[] = ["CreateCluster", "DeleteCluster", "UpdateCluster", "DescribeClusters"];
  const result = await campaign(
    { ...target, client },
    {
      seed: 7,
      runs: 12,
      milliseconds: undefined,
      shard: { index: 0, of: 1 },
      workers: 2,
      bail: false,
      eventual: false,
      plan: { ...defaultPlanOptions, abilities: abilitiesOf(target), operations },
      earlier: [],
    },
    {},
    new AbortController().signal,
  );
  const { unsupported, faults, counters } = result;
  return { unsupported, faults, counters, signatures: faults.map(({ signature }) => text(signature)).sort() };
}

const missing = (operation: string) => refusal(500, "InternalError", `${operation} not implemented`);

describe("a server that lacks an operation", () => {
  test("is reported once, and the operation is not called any more", async () => {
    const { unsupported, faults, counters, signatures } = await hunted((operation) =>
      operation === "UpdateCluster" ? missing(operation) : undefined,
    );
    expect({ unsupported, signatures }).toEqual({
      unsupported: ["UpdateCluster"],
      signatures: ["UpdateCluster/unsupported"],
    });
    expect(faults[0]).toMatchObject({ hits: 3, tries: 3, symptoms: [] });
    expect(faults[0]?.plan.length).toBeLessThanOrEqual(2);
    // Each of the two workers may have one more call under way.
    expect(counters.operations.get("UpdateCluster")?.refused).toBeLessThanOrEqual(4);
    expect(counters.outcomes.has("UpdateCluster")).toBe(false);
  });

  test("used by looks is reported once, and the others are still compared", async () => {
    const { unsupported, signatures } = await hunted((operation) => {
      if (operation === "DescribeClusters") return missing(operation);
      return operation === "DeleteCluster" ? refusal(400, "AccessDeniedException") : undefined;
    });
    expect(unsupported).toEqual(["DescribeClusters"]);
    expect(signatures).toContain("DescribeClusters/unsupported");
    expect(signatures.some((signature) => signature.startsWith("DeleteCluster/"))).toBe(true);
    expect(signatures.filter((signature) => signature.startsWith("DescribeClusters/"))).toHaveLength(1);
  });

  test("only sometimes does not lack it: that is a fault like any other", async () => {
    const { unsupported, signatures } = await hunted((operation, input) =>
      operation === "CreateCluster" && input.tags !== undefined ? missing(operation) : undefined,
    );
    expect(unsupported).toEqual([]);
    expect(signatures).toContain("CreateCluster/unsupported");
  });

  test("and has it: nothing is reported", async () => {
    expect(await hunted(() => undefined)).toMatchObject({ unsupported: [], signatures: [] });
  });
});
