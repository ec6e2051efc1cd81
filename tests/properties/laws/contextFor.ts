import type { Client } from "../../../clients/client.ts";
import type { Plan } from "../../../commands/language/plan.ts";
import { playLaws } from "../../../properties/laws/playLaws.ts";
import { Counters, type LawCount } from "../../../properties/measures/counters.ts";
import type { RunReport } from "../../../properties/run/sequential.ts";
import { runContext } from "../playing.ts";

let played = 0;

/** Plays a run of laws after a set-up. */
export async function hold(
  names: readonly string[],
  plan: Plan,
  client: Client,
  tasks = true,
): Promise<RunReport & { laws: ReadonlyMap<string, LawCount> }> {
  const counters = new Counters();
  const report = await playLaws(names)(plan, `t${played++}-`, {
    ...runContext(client),
    abilities: { tasks, containers: tasks },
    counters,
  });
  return { ...report, laws: counters.laws };
}
