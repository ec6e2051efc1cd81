import { divergencesOf, type ReplyPosition } from "../judge/divergence.ts";
import type { Fault } from "../judge/fault.ts";
import type { Oracle } from "../judge/oracle.ts";
import { looksAtAllInstances } from "../looks/instanceLooks.ts";
import type { Look } from "../looks/look.ts";
import { looksAtAll, looksAtTasks } from "../looks/looksAfter.ts";
import { variantOf } from "../looks/lookVariant.ts";
import { backoffMilliseconds } from "./backoff.ts";
import type { RunContext } from "./runContext.ts";

/** What waiting for rest needs of a run. */
export interface Pollable {
  readonly context: RunContext;
  readonly oracle: Oracle;
  readonly crashed: boolean;
  /** Makes a look at rest and judges it; the caller reports the divergences. */
  peek(look: Look): Promise<Fault | undefined>;
  reportAtRest(fault: Fault, look: Look): void;
  atRest(look: Look): ReplyPosition;
}

/**
 * Waits until everything that the run created is at rest and as the model expects: polls only what may still change,
 * until the deadline, and then reports what differs. When the campaign is aborted, polling stops and open differences
 * are not reported. Returns the milliseconds it took.
 */
export async function awaitQuiescence(run: Pollable): Promise<number> {
  const start = run.context.clock.now();
  const deadline = start + run.context.restMilliseconds;
  const turn = (name: string): number => variantOf(["rest", name], run.oracle.namespace);
  await poll(run, looksAtAll(run.oracle.state, turn), deadline);
  await poll(run, looksAtTasks(run.oracle.state), deadline);
  await poll(run, looksAtAllInstances(run.oracle.state, turn), deadline);
  return run.context.clock.now() - start;
}

/**
 * Waits before a command that should find everything at rest. Differences that remain are reported at the end of the
 * run, if they still exist then. Does not wait for a change that an earlier run did not observe.
 */
export async function awaitQuiescenceBefore(run: Pollable): Promise<void> {
  const deadline = run.context.clock.now() + run.context.restMilliseconds * shareForOneCommand;
  let open = looksAtAll(run.oracle.state, (name) => variantOf(["rest", name], run.oracle.namespace));
  for (let round = 0; open.length > 0 && !run.crashed && !run.context.signal.aborted; round++) {
    const still: Look[] = [];
    for (const look of open) {
      const fault = run.crashed ? undefined : await run.peek(look);
      if (fault !== undefined && mayCome(fault) && !isReportedBefore(run, fault, look)) still.push(look);
    }
    open = still;
    if (run.context.clock.now() >= deadline) return;
    if (open.length > 0) await run.context.clock.pause(backoffMilliseconds(round));
  }
}

/** A share of the deadline for rest. */
const shareForOneCommand = 0.2;

async function poll(run: Pollable, looks: readonly Look[], deadline: number): Promise<void> {
  let open = looks;
  for (let round = 0; open.length > 0 && !run.crashed && !run.context.signal.aborted; round++) {
    const late = run.context.clock.now() >= deadline;
    const still: Look[] = [];
    let hopeful = false;
    for (const look of open) {
      if (run.crashed) break;
      const fault = await run.peek(look);
      if (fault === undefined) continue;
      const waits = mayCome(fault);
      if (late || !waits) run.reportAtRest(fault, look);
      if (late || !(waits || isMaskable(fault))) continue;
      still.push(look);
      hopeful ||= !waits || !isReportedBefore(run, fault, look);
    }
    open = still;
    if (!hopeful) return;
    if (open.length > 0) await run.context.clock.pause(backoffMilliseconds(round));
  }
}

/** No run waits for a change that an earlier run did not observe (docs/architecture.md#a-run). */
const isReportedBefore = (run: Pollable, fault: Fault, look: Look): boolean =>
  divergencesOf(fault, run.atRest(look)).every(({ signature }) => run.context.isReportedBefore?.(signature) === true);

/** Once reported, such a difference is masked, and further differences of the same reply can be observed. */
const isMaskable = (fault: Fault): boolean =>
  fault.kind === "output" &&
  fault.differences.every(({ resource, habit }) => resource !== undefined || habit !== undefined);

/** Can any of it become right by waiting? What will not, such as an empty list that is omitted, does not end the wait. */
const mayCome = (fault: Fault): boolean =>
  fault.kind === "output" && fault.differences.some(({ clock }) => clock === "converges" || clock === "monotone");
