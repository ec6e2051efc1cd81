import { expect, it } from "vitest";
import { cases } from "../../model/definitions/cases.ts";
import { start } from "./simulatorClient.ts";

it("refuses each definition that breaks a rule, with the known text", async () => {
  const client = await start();
  for (const { title, rule, broken, text } of cases) {
    const { status, body } = await client.send("RegisterTaskDefinition", broken);
    expect([status, text === undefined ? undefined : body.message], `${rule}: ${title}`).toEqual([400, text]);
  }
  expect((await client.call("ListTaskDefinitionFamilies")).families).toEqual([]);
});

it("accepts a similar legal definition for each", async () => {
  const client = await start();
  for (const { legal } of cases) await client.call("RegisterTaskDefinition", legal);
});
