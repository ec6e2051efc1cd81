import { expect, test } from "vitest";
import { issueText } from "../../reports/issues/issue.ts";
import { divergence, plan, report } from "./sample.ts";

const shown = {
  evidence: { quoted: 2, source: "owner/repository#1" },
  documentation: "https://docs.aws.amazon.com/x",
};

test("an issue says what happens, what ECS does and how to reproduce it", () => {
  const text = issueText(report(), divergence(shown), plan, "0.1.0");
  expect(text.split("\n")[0]).toBe("StopTask: the reply is ServerException, but ECS returns ClusterNotFoundException");
  expect(text).toContain("3. `StopTask`, once everything is at rest");
  expect(text).toContain("An unknown cluster is refused (row CL13");
  expect(text).toContain("Evidence: 2 quoted replies of ECS, for example owner/repository#1.");
  expect(text).toContain("https://docs.aws.amazon.com/x");
  expect(text).toContain("ecs stop-task");
  expect(text).toContain("kecs-fuzz 0.1.0 (seed 42, kecs)");
});

test("a server's text cannot close its fence", () => {
  const answer = "```\n# not a heading";
  const exchanges = [{ command: 2, look: false, operation: "StopTask", input: "{}", status: 200, answer }];
  expect(issueText(report(), divergence({ exchanges }), plan, "0.1.0")).toContain(
    "````json\n```\n# not a heading\n````",
  );
});
