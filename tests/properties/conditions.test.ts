import { describe, expect, test } from "vitest";
import { text } from "../../checker/signature.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { Ledger, readLedger } from "../../properties/deviations/ledger.ts";
import type { Patch } from "../../properties/deviations/patch.ts";
import { playPlan } from "../../properties/run/sequential.ts";
import type { BugName } from "../../targets/embedded/bugs.ts";
import { ledgerFolder } from "../../targets/ledgers.ts";
import { container, create, deviationOf, refusedTwice, remove } from "./deviations/deviation.ts";
import { runContext, simulatorClient } from "./playing.ts";

describe("a patch with a condition", () => {
  const again: Patch = { ...refusedTwice, when: { after: [{ operation: "DeleteCluster", outcome: "accepted" }] } };
  const shownBy = async (patches: readonly Patch[], plan: Plan, bug: BugName) => {
    const ledger = new Ledger([deviationOf("0", ...patches)]);
    const client = await simulatorClient({ bug });
    const { known, divergences } = await playPlan(plan, "c-", {
      ...runContext(client),
      restMilliseconds: 5000,
      ledger,
    });
    return [[...new Set(known.map(({ id }) => id))], divergences.map(({ signature }) => text(signature))];
  };

  test("hides what came after that call, and reports the same signature without it", async () => {
    const other: Patch = { ...refusedTwice, when: { after: [{ operation: "DeleteCluster", outcome: "refused" }] } };
    const twice = "delete-cluster-twice-refused";
    expect(await shownBy([again], [create, remove, remove], twice)).toEqual([["test/0"], []]);
    expect(await shownBy([other], [create, remove, remove], twice)).toEqual([
      [],
      ["DeleteCluster/outcome/CL12→ClusterNotFoundException"],
    ]);
  });

  test("of a real ledger hides its own fault, and reports another with the same signature", async () => {
    const ledger = readLedger(ledgerFolder("moto", undefined));
    const patches = ledger.deviations.find(({ id }) => id === "moto/refused-update-sets-the-count")?.patches ?? [];
    const register = { operation: "RegisterTaskDefinition", input: { family: "f", containerDefinitions: [container] } };
    const service = {
      operation: "CreateService",
      input: { cluster: "c1", serviceName: "s1", taskDefinition: "f", desiredCount: 1, launchType: "EC2" },
    };
    const update = (input: object): Plan[number] => ({
      operation: "UpdateService",
      input: { cluster: "c1", service: "s1", ...input },
    });
    const set = [create, register, service];
    const refused = [...set, update({ taskDefinition: "ghost", desiredCount: 3 })];
    expect(await shownBy(patches, refused, "refused-update-service-still-changes-desired-count")).toEqual([
      ["test/0"],
      [],
    ]);
    const lostZero = await shownBy(
      patches,
      [...set, update({ desiredCount: 0 })],
      "update-service-loses-desired-count-zero",
    );
    expect(lostZero).toEqual([[], ["UpdateService/immediate/service.desiredCount/number→more"]]);
  });
});
