import { expect, test } from "vitest";
import { issueText } from "../../reports/issues/issue.ts";
import { divergence, plan, report } from "./sample.ts";

const shown = {
  evidence: { quoted: 2, source: "owner/repository#1" },
  documentation: "https://docs.aws.amazon.com/x",
};

test("an issue says what happens, what ECS does and how to reproduce it", () => {
  const text = issueText(report(), divergence(shown), plan, { tester: "0.1.0" });
  expect(text.split("\n")[0]).toBe("StopTask answers ServerException instead of ClusterNotFoundException.");
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
  expect(issueText(report(), divergence({ exchanges }), plan, { tester: "0.1.0" })).toContain(
    "````json\n```\n# not a heading\n````",
  );
});

test("an issue has the sentence as its title, the versions, the severity and the log", () => {
  const told = divergence({
    sentence: "StopTask fails with a 500 for an unknown cluster.",
    severity: "major",
    severityReason: "a client gets a wrong status",
    operations: ["StopTask", "RunTask"],
    shrunk: true,
    log: ["ERROR 17"],
  });
  const text = issueText(report(), told, plan, { tester: "0.1.0", server: "kecs 1.2" });
  expect(text.split("\n")[0]).toBe("StopTask fails with a 500 for an unknown cluster.");
  for (const part of [
    "- server: kecs 1.2",
    `Node ${process.version}`,
    "major: a client gets a wrong status",
    "Also observed in `RunTask`",
    "ERROR 17",
  ])
    expect(text).toContain(part);
  expect(text).not.toContain("**Note:**");
});

test("an issue says that a reply had no body", () => {
  const exchanges = [{ command: 2, look: false, operation: "StopTask", input: "{}", status: 404, answer: "" }];
  const text = issueText(report(), divergence({ look: undefined, exchanges }), plan, { tester: "0" });
  expect(text).toContain("The reply was 404, without a body.");
});

test("an issue names the server's version that the report knows", () => {
  const text = issueText({ ...report(), version: "1.2" }, divergence({}), plan, { tester: "0" });
  expect(text).toContain("- server: kecs 1.2");
});

test("lines of the log that differ only in numbers are folded", () => {
  const log = ['12:00:01 "POST /" 200', '12:00:02 "POST /" 200', '12:00:03 "POST /" 400', "12:00:04 stopped"];
  const text = issueText(report(), divergence({ log }), plan, { tester: "0" });
  expect(text).toContain('12:00:01 "POST /" 200\n… 2 more like this\n12:00:04 stopped');
});

test("of a list, an issue says what it contains and what it does not", () => {
  const text = issueText(
    report(),
    divergence({ path: "taskDefinition.compatibilities[]", expected: '"EXTERNAL"', actual: "absent", look: undefined }),
    plan,
    { tester: "0" },
  );
  expect(text).toContain('ECS: `taskDefinition.compatibilities` of `StopTask` contains `"EXTERNAL"`.');
  expect(text).toContain('`taskDefinition.compatibilities` of `StopTask` does not contain `"EXTERNAL"`.');
});

test("an issue warns where the plan was never shrunk or never reproduced", () => {
  const text = (more: Parameters<typeof divergence>[0]) => issueText(report(), divergence(more), plan, { tester: "0" });
  expect(text({ shrunk: false })).toContain("The calls were never shrunk");
  expect(text({ reproduced: "0/0" })).toContain("no replay was played");
  expect(text({ reproduced: "0/3" })).toContain("none of 3 replays showed it again");
});

test("what the script lacks, the replay plays", () => {
  const text = issueText(report(), divergence({ look: "DescribeTasks", exchanges: [] }), plan, { tester: "0" });
  expect(text).toContain("npm run fuzz -- --replay /dev/stdin --target kecs <<'END_OF_PLAN'");
});
