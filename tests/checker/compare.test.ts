import { describe, expect, test } from "vitest";
import { Bindings } from "../../checker/bindings.ts";
import { compare } from "../../checker/compare.ts";
import {
  absent,
  among,
  any,
  at,
  type Expected,
  either,
  filled,
  maybe,
  time,
  unordered,
  view,
  within,
} from "../../model/language/expectation.ts";
import { placeholderKinds } from "../../model/language/placeholders.ts";

const id = (digit: string): string => digit.repeat(32);

const differences = (expected: Expected, actual: unknown, bindings = new Bindings(placeholderKinds)) =>
  compare(expected, actual, bindings).map(
    ({ path, clock, expectedKind, actualKind }) => `${path} ${clock} ${expectedKind}→${actualKind}`,
  );

/** A list of any names with this many entries. */
const total = (least: number, most: number): Expected =>
  unordered([], undefined, { matching: "«name:x»", total: { least, most, clock: "bounded" } });

describe("known-good replies", () => {
  test.each<[string, Expected, unknown]>([
    ["a literal", { a: 1, b: "x", c: true }, { a: 1, b: "x", c: true, more: [] }],
    ["what is left open", { a: any }, {}],
    ["what may be left out", { a: maybe(0) }, {}],
    ["what must be left out, as null", { a: absent }, { a: null }],
    ["one of several", { a: either(1, "one") }, { a: "one" }],
    ["inside bounds", { a: within(1, 3) }, { a: 3 }],
    ["one of the words", { a: among(["PENDING", "RUNNING"]) }, { a: "RUNNING" }],
    ["any text", { a: filled }, { a: "because" }],
    ["a bag in another order", unordered([{ k: "a" }, { k: "b" }], "k"), [{ k: "b" }, { k: "a" }]],
    ["a bag with others that may be there", unordered(["a"], undefined, { optional: ["b"] }), ["b", "a"]],
    [
      "an unordered list with additional items of a form",
      unordered(["x/a"], undefined, { matching: "x/«name:other»" }),
      ["x/zz", "x/a"],
    ],
    ["as many as there may be, and as few", { a: total(1, 2), b: total(1, 2) }, { a: ["x"], b: ["x", "y"] }],
    ["two placeholders of one list", ["t/«task:1»", "t/«task:2»"], [`t/${id("a")}`, `t/${id("b")}`]],
  ])("%s", (_, expected, actual) => expect(differences(expected, actual)).toEqual([]));
});

describe("known-bad replies", () => {
  test.each<[string, Expected, unknown, string[]]>([
    ["another number", { a: 2 }, { a: 3 }, ["a immediate number→more"]],
    ["an absent member", { a: "x" }, {}, ["a immediate string→absent"]],
    ["a member too many", { a: absent }, { a: 1 }, ["a immediate absent→number"]],
    ["outside bounds", { a: within(1, 3) }, { a: 0 }, ["a bounded range→less"]],
    ["a step back", { a: among(["RUNNING", "STOPPED"]) }, { a: "PENDING" }, ["a monotone RUNNING|STOPPED→PENDING"]],
    ["late", { a: at("converges", 2) }, { a: 1 }, ["a converges number→less"]],
    ["an item missing", unordered(["a", "b"]), ["a"], ["[] immediate item→missing"]],
    [
      "a member of an item to which the expectation of every other item does not apply",
      unordered([{ k: "a" }], "k", { every: { k: filled } }),
      [{ k: "a" }, { k: "b" }, { k: "" }],
      ['[].k immediate text→""'],
    ],
    [
      "an item missing, where another one fits what every item must be",
      unordered([{ k: "(service s) (deployment «deployment:1.0») done." }], "k", {
        every: { k: "(service s«event:text»" },
      }),
      [{ k: "(service s) has reached a steady state." }],
      ["[] immediate item→missing"],
    ],
    ["an item too many", unordered(["a"]), ["a", "a"], ["[] immediate nothing→item"]],
    ["the list itself", { a: [] }, {}, ["a immediate []→absent"]],
    [
      "an item's member, where the list may be empty",
      {
        a: either(
          [],
          unordered(
            [
              { name: "x", b: 1 },
              { name: "y", b: 1 },
            ],
            "name",
          ),
        ),
      },
      { a: [{ name: "x", b: 2 }] },
      ["a[].b immediate number→more", "a[] immediate item→missing"],
    ],
    [
      "an item where the list must be empty or absent",
      { a: either(absent, []) },
      { a: ["x"] },
      ["a immediate absent→list"],
    ],
    [
      "too many altogether",
      unordered([], undefined, { matching: "«name:x»", total: { least: 0, most: 1, clock: "bounded" } }),
      ["a", "b"],
      [".length bounded number→more"],
    ],
    [
      "too few altogether",
      unordered([], undefined, { matching: "«name:x»", total: { least: 2, most: 3, clock: "converges" } }),
      ["a"],
      [".length converges number→less"],
    ],
    ["an id of another form", "t/«task:1»", "t/42", [" chosen id→malformed"]],
    ["an id twice", ["t/«task:1»", "t/«task:2»"], [`t/${id("a")}`, `t/${id("a")}`], ["[] chosen id→reused"]],
  ])("%s", (_, expected, actual, told) => expect(differences(expected, actual)).toEqual(told));

  test("ids of the wrong form in a list of another length belong to no placeholder", () => {
    const bindings = new Bindings(placeholderKinds);
    differences(["t/«task:1»", "t/«task:2»", "t/«task:3»"], ["t/00000000", `t/${id("a")}`], bindings);
    expect([1, 2, 3].map((task) => bindings.get(`«task:${task}»`))).toEqual([id("a"), undefined, undefined]);
  });

  test("an id that changes", () => {
    const bindings = new Bindings(placeholderKinds);
    expect(differences("t/«task:1»", `t/${id("a")}`, bindings)).toEqual([]);
    expect(differences("t/«task:1»", `t/${id("b")}`, bindings)).toEqual([" immediate string→string"]);
  });

  test("a time that changes, except by rounding", () => {
    const bindings = new Bindings(placeholderKinds);
    expect(differences(time("«time:x»"), 1000.0074506, bindings)).toEqual([]);
    expect(differences(time("«time:x»"), 1000.007451, bindings)).toEqual([]);
    expect(differences(time("«time:x»"), 1001, bindings)).toEqual([" chosen time→another time"]);
  });

  test.each([0.0019, -0.0019])("a time that is %s s off is the same time", (seconds) => {
    const bindings = new Bindings(placeholderKinds);
    differences(time("«time:x»"), 1000, bindings);
    expect(differences(time("«time:x»"), 1000 + seconds, bindings)).toEqual([]);
  });

  test.each([0.003, 0.5, -0.5])("a time that is %s s off is another time", (seconds) => {
    const bindings = new Bindings(placeholderKinds);
    differences(time("«time:x»"), 1000, bindings);
    expect(differences(time("«time:x»"), 1000 + seconds, bindings)).toEqual([" chosen time→another time"]);
  });

  test("inside a described resource: the difference is its own", () => {
    const [found] = compare(
      { services: unordered([view("service", "c/s", { serviceArn: "x", desiredCount: 1 })], "serviceArn") },
      { services: [{ serviceArn: "x", desiredCount: 0 }] },
      new Bindings(placeholderKinds),
    );
    expect(found?.resource).toEqual({ kind: "service", name: "c/s", member: "desiredCount" });
  });
});
