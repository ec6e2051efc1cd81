import type { Plan } from "../../commands/language/plan.ts";
import { replayCommand } from "../replayCommand.ts";

const end = "END_OF_PLAN";

/** A command that contains the plan which it replays, for those who have no file of it. */
export function replayOfPastedPlan(plan: Plan, { signature }: { signature: string }, flags: readonly string[]): string {
  const target = flags[flags.indexOf("--target") + 1];
  const head = { schema: 1, target: flags.includes("--target") ? target : "embedded", signature };
  const commands = plan.map((command) => JSON.stringify(command)).join(",\n");
  // JSON has no raw line ends: no line of it can be the word that ends the text.
  const document = `${JSON.stringify(head).slice(0, -1)},"commands":[\n${commands}\n]}`;
  return `${replayCommand("/dev/stdin", flags)} <<'${end}'\n${document}\n${end}`;
}
