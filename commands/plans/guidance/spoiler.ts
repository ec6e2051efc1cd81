import { arn } from "../../../model/language/arn.ts";
import type { Naming } from "../../../model/language/resource.ts";
import { cardOf } from "../../../model/registry.ts";
import type { Command } from "../../language/plan.ts";
import type { Random } from "../../language/random.ts";
import { isReference, type PlanValue, type Reference } from "../../language/reference.ts";
import type { SymbolicRun } from "../../language/symbolicRun.ts";
import { unknownInstances } from "../../pools/containerInstances.ts";
import { activeClusters, badNames, neverCreated } from "../../pools/names.ts";

const unknownTask = "00000000000000000000000000000bad";

/** An identifier of each kind that names nothing, or that is not well-formed. */
function wrongNames(naming: Naming): readonly string[] {
  const unknown = neverCreated;
  switch (naming) {
    case "cluster":
    case "cluster or default":
      return [unknown, arn("cluster", unknown), arn("service", "c1/s1"), ...badNames];
    case "service":
      return [unknown, arn("service", `c1/${unknown}`), arn("cluster", "c1"), ...badNames];
    case "task":
      return [unknownTask, arn("task", `c1/${unknownTask}`), arn("service", "c1/s1")];
    case "containerInstance":
      return unknownInstances;
    case "family":
      return [unknown, `${unknown}:1`, arn("task-definition", `${unknown}:1`), arn("cluster", "c1"), "f:999"];
    case "capacityProvider":
      return [unknown, arn("capacity-provider", unknown)];
    case "arn":
      return [arn("cluster", unknown), arn("task-definition", `${unknown}:1`), arn("service", `c1/${unknown}`)];
    case "setting":
      return [unknown];
  }
}

/**
 * Bends one identifier of a call: it names nothing, or a thing of another cluster, account, region or kind, or is not
 * well-formed. Undefined unless the model accepts the call and refuses the bent one: then that is its single mistake
 * (row G10).
 */
export function spoilt(random: Random, run: SymbolicRun, command: Command): Command | undefined {
  const named = Object.entries(cardOf(command.operation)?.names ?? {}).filter(
    ([member]) => command.input[member] !== undefined,
  );
  if (named.length === 0) return undefined;
  const [member, naming] = random.pick(named);
  const value = bent(random, run, command.input[member] as PlanValue, naming);
  if (value === undefined) return undefined;
  const { atRest: _, ...rest } = command;
  const wrong: Command = { ...rest, input: { ...command.input, [member]: value } };
  if (run.predict(wrong)?.result.kind !== "refused") return undefined;
  return run.predict(command)?.result.kind === "accepted" ? wrong : undefined;
}

/** The value with one identifier bent; of a list, one entry. */
function bent(random: Random, run: SymbolicRun, value: PlanValue, naming: Naming): PlanValue | undefined {
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    const at = random.whole(0, value.length - 1);
    const entry = bent(random, run, value[at] as PlanValue, naming);
    return entry === undefined ? undefined : value.with(at, entry);
  }
  if (isReference(value) && value.as === undefined && random.chance(0.4)) return elsewhere(random, value);
  if (/^cluster/.test(naming) && random.chance(0.4)) {
    const others = activeClusters(run).filter(({ name }) => name !== value);
    if (others.length > 0) return random.pick(others).name;
  }
  return random.pick(wrongNames(naming));
}

const elsewhere = (random: Random, reference: Reference): Reference => ({
  ...reference,
  as: random.pick(["otherAccount", "otherRegion"]),
});
