import { clusterRefusals, readableCluster } from "./clusters/cluster.ts";
import { arn, isElsewhere } from "./language/arn.ts";
import { operation } from "./language/card.ts";
import { type Expected, either, maybe, unordered } from "./language/expectation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { get, values } from "./language/persistentMap.ts";
import { accept, isRefusal, refuse } from "./language/step.ts";
import { isPredefined, predefinedProviders, providerName } from "./placement/capacity.ts";
import { viewPredefined, viewProvider } from "./resources/capacityProvider.ts";

/** Up to 100 providers in any order, or all of them, with the predefined ones (rows CP1, CP4). */
export const DescribeCapacityProviders = operation("DescribeCapacityProviders", {
  reads: true,
  names: { cluster: "cluster", capacityProviders: "capacityProvider" },
  paged: true,
  accountWide: ({ capacityProviders }) => capacityProviders === undefined,
  row: "CP4",
  accepts: ["CP4"],
  refuses: ["G1", "G2", "G4", ...clusterRefusals, "LI1", "LI2", "A9i"],
  step(state, input, context) {
    const bad = badEnum(input.include, ["TAGS"]) ?? badPage(input, 10);
    if (bad) return bad;
    const asked = input.capacityProviders ?? [];
    if (asked.length > 100) return refuse("G4");
    if (asked.includes("")) return refuse("G2");
    // Which providers belong to a cluster in addition to its own is unspecified (section 10 only has the refusal).
    const cluster = input.cluster === undefined ? undefined : readableCluster(state, input.cluster, context);
    if (cluster !== undefined && isRefusal(cluster)) return cluster;
    const tags = input.include?.includes("TAGS") ? "shown" : "hidden";
    const needed: Expected[] = [];
    const optional: Expected[] = [];
    const failures: Expected[] = [];
    const names = asked.length > 0 ? asked.map((each) => providerName(each, context)) : allNames();
    for (const name of names) {
      if (typeof name !== "string") return name;
      const provider = get(state.capacityProviders, name);
      const there = isPredefined(name) ? viewPredefined(name) : provider && viewProvider(provider, context, tags);
      const deleted = provider?.ending === "deleted";
      if (there === undefined || (deleted && asked.length > 0 && context.may("CP5")))
        failures.push({
          arn: isElsewhere(name) ? name : either(arn("capacity-provider", name), name),
          reason: "MISSING",
        });
      else if (cluster !== undefined || (deleted && asked.length === 0)) optional.push(there);
      else needed.push(there);
    }
    const others = asked.length > 0 ? {} : { fitting: foreign, except: [context.namespace] };
    return accept(
      {
        capacityProviders: unordered(needed, "capacityProviderArn", { optional, ...others }),
        // A documented sample without failures has no such member.
        failures:
          failures.length === 0
            ? maybe([])
            : cluster === undefined
              ? unordered(failures, "arn")
              : unordered([], "arn", { optional: failures }),
      },
      "CP4",
    );

    function allNames(): string[] {
      return [...predefinedProviders, ...[...values(state.capacityProviders)].map(({ name }) => name)];
    }
  },
});

/** Those of others who use the account. */
const foreign = { capacityProviderArn: arn("capacity-provider", "«foreign:name»") };
