import { join } from "node:path";
import { text } from "../checker/signature.ts";
import type { Plan } from "../commands/language/plan.ts";
import { SymbolicRun } from "../commands/language/symbolicRun.ts";
import { defaultPlanOptions } from "../commands/plans/generate.ts";
import type { Expected } from "../model/language/expectation.ts";
import { Counters } from "../properties/measures/counters.ts";
import { readSavedPlan } from "../properties/plans/savedPlan.ts";
import { sequential } from "../properties/property.ts";
import { advance } from "../properties/triage/advance.ts";
import { Case } from "../properties/triage/case.ts";
import { type Finding, Findings } from "../properties/triage/findings.ts";
import { reportedFaultOf } from "../properties/triage/reportedFault.ts";
import type { TriageHost } from "../properties/triage/search.ts";
import { abilitiesOf, type RunResult, WorkerPool } from "../properties/workers/workerPool.ts";
import { numberedCalls } from "../reports/calls.ts";
import { failureText } from "../reports/console.ts";
import { openEmbedded } from "../targets/embedded.ts";
import { playedCommand } from "./playedPlans.ts";

/**
 * Prints the stages of one plan, from generation to report, as docs/architecture.md#the-life-of-a-plan shows them:
 * `node tools/lifeOfAPlan.ts [FILE BUG]`. The default plan was drawn as run 17 of seed 7. It is saved, because a change
 * of the generators would replace it by another one.
 */
const savedPlan = join(import.meta.dirname, "../docs/records/lifeOfAPlan.json");
const [file = savedPlan, bug = "update-service-loses-desired-count-zero"] = process.argv.slice(2);

const heading = (words: string): void => console.log(`\n== ${words}`);
const show = (value: unknown): void => console.log(JSON.stringify(value));

const target = await openEmbedded({ seed: 7, speed: 1000, jitter: false, bug });
const pool = new WorkerPool(target, 1, { eventual: false });
const planOptions = { ...defaultPlanOptions, abilities: abilitiesOf(target) };
const options = { properties: [sequential], counters: new Counters(), signal: new AbortController().signal };
const play = (plan: Plan): Promise<RunResult> => pool.play(0, plan, options);

try {
  const plan = readSavedPlan(file).commands;
  heading(`the plan, ${plan.length} commands`);
  for (const call of numberedCalls(plan)) console.log(call);

  const findings = new Findings();
  const played = await play(plan);
  const [finding] = findings.see(17, plan, played);
  if (finding === undefined) console.log("\nthis plan shows no divergence");
  else await showFinding(finding, findings, played);
} finally {
  pool.close();
  await target.close();
}

async function showFinding(finding: Finding, findings: Findings, played: RunResult): Promise<void> {
  const { plan, divergence } = finding.first;
  const sent = played.history.find(({ command, look }) => command === divergence.command && !look);
  heading(`the request of command ${divergence.command + 1}, with the prefix of the run`);
  show(sent?.input);
  heading("the reply to it");
  console.log(sent?.exchange.kind === "answered" ? sent.exchange.text : sent?.exchange.cause);
  heading("the output that the model expects");
  show(expectedOutput(plan, divergence.command));
  heading(`the divergence ${text(divergence.signature)}`);
  show(divergence);

  const about = new Case(finding);
  while (about.stage !== "done") await advance(about, hostFor(findings));
  const { fault } = reportedFaultOf(about);
  heading(`the shrunk plan after ${about.executions} executions`);
  for (const command of fault.plan) show(command);
  heading("the replays of the shrunk plan");
  show(about.rateOf(fault.plan));
  heading("the reported fault");
  console.log(failureText(fault, 1, undefined));
}

function hostFor(findings: Findings): TriageHost {
  return {
    planOptions,
    play: async (smaller, _, how) => {
      const played = await pool.play(0, smaller, { ...options, ...how });
      findings.learn(smaller, played);
      return played;
    },
    log: async () => [],
    shortRest: undefined,
    stepped: true,
    enoughPlays: 3,
    uptimes: [],
    mistake: (error) => {
      throw error;
    },
    over: () => false,
  };
}

/** The output that the model expects when it accepts one command of a plan. */
function expectedOutput(plan: Plan, index: number): Expected | undefined {
  const symbolicRun = new SymbolicRun(planOptions.abilities);
  for (const command of plan.slice(0, index)) symbolicRun.add(command);
  const played = playedCommand(symbolicRun, plan[index] as Plan[number]);
  return played?.expected(played.input)[0];
}
