import { describe, expect, test } from "vitest";
import type { Client } from "../../../clients/client.ts";
import { readPages } from "../../../properties/run/pagination.ts";
import { answer } from "../../answer.ts";

type Page = { taskArns: readonly string[]; nextToken?: string };

/** A server with these pages, the first for a call without a token. */
const pagesOf = (pages: readonly Page[]): Client => ({
  call: async (_operation, { nextToken = "0" }) => answer(200, pages[Number(nextToken)] ?? { taskArns: [] }),
  close() {},
});

const read = async (pages: readonly Page[], maxResults = 2) => {
  const { exchange, fault, partial } = await readPages(pagesOf(pages), "ListTasks", { maxResults });
  return { items: exchange.kind === "answered" ? exchange.json : undefined, fault, partial };
};

describe("a list of pages", () => {
  test("is joined, and pages of exactly maxResults items are correct", async () => {
    const pages = [{ taskArns: ["a", "b"], nextToken: "1" }, { taskArns: ["c", "d"] }];
    expect(await read(pages)).toEqual({
      items: { taskArns: ["a", "b", "c", "d"] },
      fault: undefined,
      partial: false,
    });
  });

  test.each([0, 1])("with one item more than maxResults on page %i is reported", async (long) => {
    const pages = [{ taskArns: ["a", "b"], nextToken: "1" }, { taskArns: ["c"] }].map((page, index) =>
      index === long ? { ...page, taskArns: ["x", "y", "z"] } : page,
    );
    expect((await read(pages)).fault).toBe("page too long");
  });

  test("without maxResults no page is too long", async () => {
    const { fault } = await readPages(pagesOf([{ taskArns: Array(101).fill("a") }]), "ListTasks", {});
    expect(fault).toBeUndefined();
  });

  test("whose token repeats never ends: that is reported, and reading stops", async () => {
    const turn = await read([
      { taskArns: ["a"], nextToken: "1" },
      { taskArns: ["b"], nextToken: "0" },
      { taskArns: [] },
    ]);
    expect(turn).toMatchObject({ fault: "pages without end", partial: true });
  });

  test("that is refused on a later page returns the refusal", async () => {
    const client: Client = {
      call: async (_operation, { nextToken }) =>
        nextToken === undefined
          ? answer(200, { taskArns: ["a"], nextToken: "1" })
          : answer(400, { __type: "InvalidParameterException" }),
      close() {},
    };
    const { exchange, pages } = await readPages(client, "ListTasks", {});
    expect([exchange.kind === "answered" && exchange.status, pages.length]).toEqual([400, 2]);
  });
});
