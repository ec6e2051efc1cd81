import { expect, test } from "vitest";
import { type BugName, bugs, isBugName, plantable } from "../../../targets/embedded/bugs.ts";
import { bugPlans } from "./bugPlans.ts";
import type { Step, Unlike } from "./planSteps.ts";
import { type Answer, type SimulatorClient, start } from "./simulatorClient.ts";

test("every category has at least four bugs, under names of its own", () => {
  const perCategory = Map.groupBy(bugs, (bug) => bug.category);
  expect(perCategory.size).toBeGreaterThanOrEqual(12);
  for (const [category, members] of perCategory) expect(members.length, category).toBeGreaterThanOrEqual(4);
  expect(new Set(plantable.map((bug) => bug.name)).size).toBe(plantable.length);
  expect(bugs.every((bug) => /^[a-z]+(-[a-z]+)+$/.test(bug.name) && isBugName(bug.name))).toBe(true);
});

test.for(Object.entries(bugPlans))("%s shows in a short plan, and only when it is planted", async ([name, plan]) => {
  const [sound, again, bugged] = await Promise.all([play(plan), play(plan), play(plan, name as BugName)]);
  expect(again).toEqual(sound);
  expect(bugged).not.toEqual(sound);
});

async function play(plan: readonly Step[], bug?: BugName): Promise<string[]> {
  const client = await start({ bug });
  const answers: Answer[] = [];
  const ids = new Map<string, string>();
  const transcript: string[] = [];
  for (const step of plan) {
    if (typeof step === "number") {
      await client.advance(step);
      continue;
    }
    const [operation, input, how] = step;
    const text = await answer(client, operation, resolve(input, answers), how);
    transcript.push(anonymous(text, ids));
    answers.push(text.startsWith("200 {") ? parsed(text.slice(4)) : {});
  }
  return transcript;
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

async function answer(
  client: SimulatorClient,
  operation: string,
  input: object,
  { method = "POST", target, body = JSON.stringify(input), chunked = false }: Unlike = {},
): Promise<string> {
  try {
    const response = await fetch(client.url, {
      method,
      headers: { "X-Amz-Target": target ?? `AmazonEC2ContainerServiceV20141113.${operation}` },
      ...(chunked ? { body: new Blob([body]).stream(), duplex: "half" } : { body }),
      signal: AbortSignal.timeout(1000),
    });
    return `${response.status} ${await response.text()}`;
  } catch {
    return "no answer";
  }
}

/** Replaces `$3.tasks.0.taskArn` by what the third answer has there. */
function resolve(input: object, answers: readonly Answer[]): object {
  return JSON.parse(JSON.stringify(input), (_, value) => {
    if (typeof value !== "string" || !value.startsWith("$")) return value;
    const [index, ...path] = value.slice(1).split(".");
    return path.reduce((part, key) => part?.[key], answers[Number(index) - 1]);
  });
}

/** Ids become the order in which they were first seen, times vanish. */
function anonymous(text: string, ids: Map<string, string>): string {
  return text
    .replace(
      /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|\d{19}|(?<=service-deployment\/\w+\/\w+\/)[\w-]{22}|(?<=[0-9a-f]{32}-)\d{10}|ecs-execute-command-\w+/g,
      (id) => {
        if (!ids.has(id)) ids.set(id, `<${ids.size}>`);
        return ids.get(id) as string;
      },
    )
    .replace(/eni-\w+|02(:\w\w){5}|10\.0\.\d+\.\d+|\b1\d{9}(\.\d+)?\b/g, "~");
}
