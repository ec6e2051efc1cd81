import { arn, isName } from "../../model/language/arn.ts";
import { get, type PersistentMap, put } from "../../model/language/persistentMap.ts";
import { kindOf, nameOf, type ResourceKey } from "../../model/language/resourceKey.ts";
import type { Service, State } from "../../model/language/state.ts";
import { looksAtFamily } from "./familyLooks.ts";
import type { Look } from "./look.ts";
import { looksAtServicesOf } from "./serviceLooks.ts";

/**
 * Everything that reads show of one resource: when all of it is as the model expects, the state of the resource is known.
 * Undefined for a resource that no read shows completely.
 */
export function looksAtResource(state: State, key: ResourceKey): Look[] | undefined {
  const name = nameOf(key);
  const [home = "", own = ""] = name.split("/");
  if (!name.split("/").every((part) => isName(part) || part.startsWith("«"))) return undefined;
  switch (kindOf(key)) {
    case "cluster":
      return [
        { operation: "DescribeClusters", input: { clusters: [name], include: ["TAGS", "SETTINGS", "CONFIGURATIONS"] } },
        ...(get(state.clusters, name)?.status === "ACTIVE"
          ? [{ operation: "ListAttributes", input: { cluster: name, targetType: "container-instance" } }]
          : []),
      ];
    case "service":
      return looksAtService(state, home, own);
    case "task":
      return [{ operation: "DescribeTasks", input: { cluster: home, tasks: [arn("task", name)], include: ["TAGS"] } }];
    case "containerInstance":
      return [
        {
          operation: "DescribeContainerInstances",
          input: { cluster: home, containerInstances: [arn("container-instance", name)], include: ["TAGS"] },
        },
      ];
    case "family":
      return looksAtFamily(get(state.families, name) ?? { name, revisions: [] }, 0);
    case "capacityProvider":
      return [{ operation: "DescribeCapacityProviders", input: { capacityProviders: [name], include: ["TAGS"] } }];
    case "setting":
      return looksAtSetting(state, name);
    default:
      return undefined;
  }
}

function looksAtService({ clusters }: State, home: string, name: string): Look[] {
  const cluster = get(clusters, home);
  const service = cluster && get(cluster.services, name);
  const looks: Look[] = [
    { operation: "DescribeServices", input: { cluster: home, services: [name], include: ["TAGS"] } },
  ];
  if (cluster === undefined || service === undefined) return looks;
  const services: PersistentMap<Service> = {};
  put(services, name, service);
  return [...looks, ...looksAtServicesOf({ ...cluster, services }, () => 0)];
}

/** `name`, or `user/name` for the setting of a principal. */
function looksAtSetting({ accountSettings }: State, key: string): Look[] | undefined {
  const [user, setting] = key.includes("/") ? key.split("/") : [undefined, key];
  const principalArn = accountSettings.find(({ of }) => user !== undefined && of.endsWith(`/${user}`))?.of;
  if (user !== undefined && principalArn === undefined) return undefined;
  const whose = principalArn === undefined ? {} : { principalArn };
  return [
    { operation: "ListAccountSettings", input: whose },
    { operation: "ListAccountSettings", input: { ...whose, effectiveSettings: true, name: setting ?? "" } },
  ];
}
