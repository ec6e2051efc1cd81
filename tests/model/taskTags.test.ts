import { describe, expect, test } from "vitest";
import { arn } from "../../model/language/arn.ts";
import { tagList } from "../../model/resources/tag.ts";
import type { Account } from "./account.ts";
import { furnished, networkConfiguration } from "./serviceAccount.ts";

const start = { cluster: "c", taskDefinition: "f:1", launchType: "FARGATE", networkConfiguration } as const;
const own = [{ key: "a", value: "own" }];
const long = (command: string[]) => ({ containerOverrides: [{ name: "app", command }] });

function withTask(): { account: Account; resourceArn: string } {
  const account = furnished(0);
  account.call("TagResource", {
    resourceArn: arn("task-definition", "f:1"),
    tags: [
      { key: "a", value: "definition" },
      { key: "b", value: "definition" },
    ],
  });
  const resourceArn = account.ask(
    "RunTask",
    { ...start, tags: own, propagateTags: "TASK_DEFINITION" },
    "tasks.0.taskArn",
  );
  return { account, resourceArn: String(resourceArn) };
}

describe("a task", () => {
  test("has the tags of its request and those of its definition with other keys (TK29)", () => {
    const { account, resourceArn } = withTask();
    const tags = tagList([...own, { key: "b", value: "definition" }]);
    expect(account.call("ListTagsForResource", { resourceArn })).toMatchObject({ members: { tags } });
  });

  test("that was stopped shows its tags, but they are not listed once it is STOPPED (TK28)", () => {
    const { account, resourceArn } = withTask();
    account.call("StopTask", { cluster: "c", task: resourceArn });
    const shown = account.ask(
      "DescribeTasks",
      { cluster: "c", tasks: [resourceArn], include: ["TAGS"] },
      "tasks.0.tags.0.value",
    );
    expect(shown).toBe("own");
    const refusals = new Set(account.answers("ListTagsForResource", { resourceArn }));
    expect([...refusals].sort()).toEqual(["T6", "TK28", "accepted"]);
    const atRest = account.foresee("UntagResource", { resourceArn, tagKeys: ["a"] }, true);
    expect(atRest.map(({ result }) => result.kind === "refused" && result.rule)).toEqual(["TK28"]);
    expect(account.answers("TagResource", { resourceArn, tags: own })).toContain("accepted");
  });

  test("has overrides of at most 8192 characters (TK30)", () => {
    const answers = (overrides: ReturnType<typeof long>) => furnished(0).answers("RunTask", { ...start, overrides });
    expect(answers(long(["x".repeat(8193)]))).toEqual(["TK30"]);
    expect(answers(long(["x".repeat(8000)]))).toEqual(["accepted"]);
    expect(answers(long(Array(2000).fill("xx"))).sort()).toEqual(["TK30", "accepted"]);
  });
});
