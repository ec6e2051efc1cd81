import { expect, it } from "vitest";
import { cases } from "../../model/definitions/cases.ts";
import { start } from "./simulatorClient.ts";

it("refuses each definition that breaks a row, in the words that are known", async () => {
  const client = await start();
  for (const { title, rule, broken, text } of cases) {
    const { status, body } = await client.send("RegisterTaskDefinition", broken);
    expect([status, text === undefined ? undefined : body.message], `${rule}: ${title}`).toEqual([400, text]);
  }
  expect((await client.call("ListTaskDefinitionFamilies")).families).toEqual([]);
});

it("takes what is close to each", async () => {
  const client = await start();
  for (const { legal } of cases) await client.call("RegisterTaskDefinition", legal);
});
