import { expect, test } from "vitest";
import { DeleteCluster } from "../../../model/DeleteCluster.ts";
import { operation } from "../../../model/language/card.ts";
import { accept, refuse } from "../../../model/language/step.ts";
import { knownOutcomes } from "../../../model/operationFacts.ts";

test("the compiler holds a step and its card to the same rows, those of what it calls too", () => {
  const sound = { names: { cluster: "cluster" }, accepts: ["CL11"], refuses: ["RQ1"] } as const;
  operation("DeleteCluster", {
    ...sound,
    step: (_, { cluster }) => (cluster === undefined ? refuse("RQ1") : accept({}, "CL11")),
  });
  operation("DeleteCluster", {
    ...sound,
    // @ts-expect-error CL15 is on no list of the card.
    step: (_, { cluster }) => (cluster === undefined ? refuse("CL15") : accept({}, "CL11")),
  });
  operation("DeleteCluster", {
    ...sound,
    // @ts-expect-error CL12 is no row that the card accepts by.
    step: (_, { cluster }) => (cluster === undefined ? refuse("RQ1") : accept({}, "CL12")),
  });
  operation("DeleteCluster", {
    ...sound,
    // @ts-expect-error What DeleteCluster calls refuses by more rows than these.
    step: (state, input, context) => DeleteCluster.step(state, input, context),
  });
  // @ts-expect-error Nothing that the card says is ever refused.
  operation("DeleteCluster", { ...sound, step: () => accept({}, "CL11") });
  // @ts-expect-error Nothing that the card says is ever accepted.
  operation("DeleteCluster", { ...sound, step: () => refuse("RQ1") });
});

test("a card names only members of its operation's input", () => {
  const card = { accepts: [], refuses: ["RQ1"], step: () => refuse("RQ1") } as const;
  operation("DeleteCluster", { ...card, names: { cluster: "cluster" } });
  // @ts-expect-error DeleteCluster has no member service.
  operation("DeleteCluster", { ...card, names: { service: "service" } });
  // @ts-expect-error The API has no such operation.
  operation("DescribeWidgets", { ...card, names: {} });
});

test("the outcomes of an operation are those of its card", () => {
  // By itself, through a function of another file, and through two.
  expect(knownOutcomes("DeleteCluster")).toEqual(expect.arrayContaining(["accepted", "CL14", "CL13", "CL17", "G7"]));
  // It asks whether CL4 applies, and follows CL3 when it accepts.
  expect(knownOutcomes("CreateCluster")).toContain("CL4");
  expect(knownOutcomes("CreateCluster")).not.toContain("CL3");
  expect(knownOutcomes("CreateCluster")).not.toContain("CL13");
  // No deployment can be continued here.
  expect(knownOutcomes("ContinueServiceDeployment")).not.toContain("accepted");
});
