import { describe, expect, test } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";

const template = "arn:aws:ecs:r:1:task-set/c/s/ecs-svc/«taskSet:3»";
const arn = (id: string): string => template.replace("«taskSet:3»", id);

describe("an id of the wrong form", () => {
  test("is reported once, and recognized later", () => {
    const bindings = new Bindings(placeholderKinds);
    expect(bindings.match(template, arn("189545314556491603"))).toBe("malformed");
    expect(bindings.match(template, arn("189545314556491603"))).toBeUndefined();
    expect(bindings.match(template, arn("189545314556491604"))).toBe("other");
    expect(bindings.placeholderOf("taskSet", "189545314556491603")).toBe("«taskSet:3»");
  });

  test.each([
    ["is none at all", arn("")],
    ["is a name that a plan may give", arn("s1")],
    ["is what every other one has", arn("i-1234567890abcdef0")],
    ["stands in an ARN of another form", "task-set/189545314556491603"],
  ])("stays unbound where it %s", (_, actual) => {
    const bindings = new Bindings(placeholderKinds);
    expect(bindings.match(template, actual)).toBe("malformed");
    expect(bindings.match(template, arn("1234567890123456789"))).toBeUndefined();
  });

  test("does not name a second resource", () => {
    const bindings = new Bindings(placeholderKinds);
    expect(bindings.match("t/«task:1»", "t/00000001")).toBe("malformed");
    expect(bindings.match("t/«task:2»", "t/00000001")).toBe("malformed");
    expect(bindings.placeholderOf("task", "00000001")).toBe("«task:1»");
    expect(bindings.get("«task:2»")).toBeUndefined();
  });

  test("is not bound by a look that binds nothing", () => {
    const bindings = new Bindings(placeholderKinds);
    expect(bindings.match("t/«task:1»", "t/00000001", false)).toBe("malformed");
    expect(bindings.get("«task:1»")).toBeUndefined();
  });
});
