import { expect, test } from "vitest";
import { inputMembersOf, membersOf } from "../../tools/reach/inputMembers.ts";

test("the members of an input are paths at any depth, and a list adds []", () => {
  expect(membersOf("StopTask")).toEqual(["task", "cluster", "reason"]);
  expect(membersOf("TagResource")).toEqual(["resourceArn", "tags", "tags[].key", "tags[].value"]);
});

test("a member that changes what the model replies is judged, one that changes nothing is not", () => {
  const all = inputMembersOf(11, 30);
  for (const { known, drawn, judged } of all) {
    expect(known).toEqual(expect.arrayContaining([...drawn]));
    expect(drawn).toEqual(expect.arrayContaining([...judged]));
  }
  const register = all.find(({ operation }) => operation === "RegisterTaskDefinition");
  expect(register?.judged).toContain("containerDefinitions[].image");
  const instance = all.find(({ operation }) => operation === "RegisterContainerInstance");
  expect(instance?.drawn).toContain("instanceIdentityDocumentSignature");
  expect(instance?.judged).not.toContain("instanceIdentityDocumentSignature");
});
