import { anyFaultOf } from "../../language/anyFaultOf.ts";
import type { Input } from "../../language/operation.ts";
import type { Context } from "../../language/step.ts";
import { containerFaults, hasNoEssential } from "./containers.ts";
import { dependencyFaults } from "./dependencies.ts";
import { fargateFaults, wantsFargate } from "./fargate.ts";
import { isTooLong, limitFaults } from "./limits.ts";
import { loggingFaults } from "./logging.ts";
import { badFamily, noContainers } from "./names.ts";
import { networkFaults } from "./network.ts";
import { portFaults } from "./ports.ts";
import { proxyFaults } from "./proxy.ts";
import { roleFaults } from "./roles.ts";
import { badCpu, badFargateSize, bareContainers, sizeFaults } from "./sizes.ts";
import { volumeFaults } from "./volumes.ts";
import { wordFaults } from "./words.ts";

/**
 * The fault of a definition. ECS reports only one (row TE17), and any one of several (row G10). Recordings show that it
 * reports a bad cpu first, and a size missing for Fargate after faults of essential containers and their memory.
 */
export function badDefinition(input: Input<"RegisterTaskDefinition">, context: Context) {
  const first = badFamily(input.family) ?? noContainers(input.containerDefinitions) ?? badCpu(input);
  if (first) return first;
  const early = anyFaultOf([hasNoEssential(input), ...bareContainers(input)], context);
  const faults = [
    ...containerFaults(input),
    ...wordFaults(input),
    ...limitFaults(input),
    ...dependencyFaults(input),
    early ?? (wantsFargate(input) ? badFargateSize(input, context) : undefined),
    ...sizeFaults(input),
    ...roleFaults(input),
    ...(wantsFargate(input) ? fargateFaults(input) : []),
    ...networkFaults(input),
    ...portFaults(input),
    ...volumeFaults(input),
    ...loggingFaults(input),
    ...proxyFaults(input),
    isTooLong(input),
  ].filter((fault) => fault !== undefined);
  const sure = faults.filter((fault) => fault.kind === "refused");
  const open = faults.filter((fault) => fault.kind === "open").map(({ fault }) => fault);
  return sure.length > 0 ? anyFaultOf([...sure, ...open], context) : open.find(({ rule }) => context.may(rule));
}
