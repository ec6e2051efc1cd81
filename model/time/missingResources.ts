import { isElsewhere } from "../language/arn.ts";
import type { Card } from "../language/card.ts";
import { get } from "../language/persistentMap.ts";
import { type Names, resourcesNamed } from "../language/resource.ts";
import { namesOf } from "../language/resourceKey.ts";
import type { RuleId } from "../language/rules.ts";
import type { State } from "../language/state.ts";
import { isRefusal } from "../language/step.ts";
import { findRevision } from "../resources/definition.ts";

/** Rules about the words of a request, whatever resources exist. */
const ofTheRequestAlone: ReadonlySet<RuleId> = new Set<RuleId>([
  ...(["G1", "G2", "G3", "G4", "G4s", "LI1", "LI2", "A4", "T1", "T7"] as const),
  ...([
    "CL7",
    "CL20",
    "CL22",
    "CL22b",
    "CL22c",
    "SV63",
    "SV1",
    "SV4",
    "SV5",
    "SV5r",
    "SV15",
    "TK1",
    "TK4",
    "TK30",
  ] as const),
  ...(["TS3r", "TK15r", "TK15e", "TK16i", "SD4e"] as const),
]);

/** Rules about the service that is to run the definition. */
const ofServices: ReadonlySet<RuleId> = new Set<RuleId>(["SV20", "SV21"]);

/**
 * May a request that `rule` refuses be refused with this type, because something it names does not exist either? Which
 * of two faults is reported is unspecified (row G10).
 */
export function mayReportMissing(
  state: State,
  { names, creates }: Card,
  input: Record<string, unknown>,
  rule: RuleId,
  type: string,
): boolean {
  const named = resourcesNamed(names, input);
  // In an INACTIVE cluster, a service that never existed is reported as not found (row CL19 says "almost every").
  if (rule === "CL19" && type === "ServiceNotFoundException")
    return creates === undefined && namesOf(named, "service").some((name) => !isServing(state, name));
  if (!ofTheRequestAlone.has(rule) && !(type === "ClientException" && ofServices.has(rule))) return false;
  switch (type) {
    case "ClusterNotFoundException":
      return (
        namesElsewhere(names, input, /^cluster/) ||
        namesOf(named, "cluster").some((name) => clusterOf(state, name)?.status !== "ACTIVE")
      );
    case "ServiceNotFoundException":
    case "ServiceNotActiveException":
      return (
        namesElsewhere(names, input, /^service$/) ||
        (creates === undefined && namesOf(named, "service").some((name) => !isServing(state, name)))
      );
    case "TaskSetNotFoundException":
      return rule === "TS3r" || rule === "G1";
    case "ClientException":
      return typeof input.taskDefinition === "string" && !isUsable(state, input.taskDefinition);
    default:
      return false;
  }
}

/** Is one of the members of that kind an ARN of another account or region (row A9)? */
const namesElsewhere = (names: Names, input: Record<string, unknown>, kind: RegExp): boolean =>
  Object.keys(names)
    .filter((member) => kind.test(names[member] ?? ""))
    .flatMap((member) => input[member])
    .some((value) => typeof value === "string" && isElsewhere(value));

const clusterOf = (state: State, name: string) => get(state.clusters, name);

function isServing(state: State, service: string): boolean {
  const [cluster = "", name = ""] = service.split("/");
  const home = clusterOf(state, cluster);
  return home !== undefined && get(home.services, name)?.status === "ACTIVE";
}

function isUsable(state: State, identifier: string): boolean {
  const revision = findRevision(state, identifier);
  return !isRefusal(revision) && revision.status === "ACTIVE";
}
