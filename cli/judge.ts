import type { Command } from "commander";
import { judgeByModel } from "../properties/traces/judgeByModel.ts";
import { judgeTraces } from "../properties/traces/judgeTarget.ts";
import { readTraces } from "../properties/traces/readTraces.ts";
import type { CallVerdict, Trace } from "../properties/traces/trace.ts";
import { judgement, judgementLines, writeJudgement } from "../reports/judgement.ts";
import { openTarget } from "../targets/open.ts";
import type { Target } from "../targets/target.ts";
import { UsageError } from "../targets/usageError.ts";
import { unlessInterrupted } from "./interrupt.ts";
import type { ExitStatus, Session } from "./session.ts";
import { checkDirectory, checkFile } from "./writable.ts";

interface JudgeOptions {
  readonly target?: string;
  readonly targetConfig?: string;
  readonly allowRemote?: boolean;
  readonly report?: string;
  readonly json?: string;
}

export function addJudgeCommand(program: Command, session: Session): void {
  program
    .command("judge")
    .description("judges recorded replies of ECS by the model, or a target by recorded replies")
    .argument("<file...>", "traces, a HAR archive or a CloudTrail log (docs/evidence.md)")
    .option(
      "--target <name|url>",
      "send the calls to this target and compare its replies with the recorded ones, without the model",
    )
    .option("--target-config <file>", "the capabilities of the server at a URL")
    .option("--allow-remote", "let --target be a URL of another machine")
    .option("--report <dir>", "write judgement.html and judgement.json there")
    .option("--json <file>", "write judgement.json here too")
    .action(async (files: string[], options: JudgeOptions) => {
      session.status = await judge(files, options, session.interrupt);
    });
}

async function judge(files: readonly string[], options: JudgeOptions, interrupt: AbortSignal): Promise<ExitStatus> {
  if (options.report !== undefined) checkDirectory(options.report);
  if (options.json !== undefined) checkFile(options.json);
  const traces = files.flatMap(readTraces);
  const ids = new Set(traces.map(({ id }) => id));
  if (ids.size < traces.length) throw new UsageError("two traces have the same id: give each trace its own");
  const verdicts =
    options.target === undefined
      ? traces.flatMap(judgeByModel)
      : await askTarget(traces, options.target, options, interrupt);
  const document = judgement(traces, verdicts);
  for (const line of judgementLines(document, traces, options.target)) console.log(line);
  writeJudgement(document, traces, options);
  if (interrupt.aborted) return 130;
  return document.contradicted > 0 ? 1 : 0;
}

async function askTarget(
  traces: readonly Trace[],
  name: string,
  { targetConfig, allowRemote }: JudgeOptions,
  interrupt: AbortSignal,
): Promise<CallVerdict[]> {
  const opening = openTarget(name, {
    seed: 0,
    // The simulator's clock advances only by the recorded times.
    speed: "manual",
    jitter: false,
    bug: undefined,
    targetConfig,
    allowRemote: allowRemote === true,
    reuse: false,
  });
  const target: Target = await unlessInterrupted(interrupt, opening);
  try {
    return await judgeTraces(traces, target, interrupt);
  } finally {
    await target.close();
  }
}
