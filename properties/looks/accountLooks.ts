import { arn, isArn, isName } from "../../model/language/arn.ts";
import type { JsonObject } from "../../model/language/json.ts";
import { values } from "../../model/language/persistentMap.ts";
import { namesOf } from "../../model/language/resourceKey.ts";
import type { State } from "../../model/language/state.ts";
import { resourcesOf } from "../../model/operationFacts.ts";
import type { Look } from "./look.ts";

/** The looks at the capacity providers, account settings and attributes that a call named. */
export function looksAtAccount(operation: string, input: JsonObject, turn: number): Look[] {
  const providers = namesOf(resourcesOf(operation, input), "capacityProvider").filter(isName);
  const looks = providers.slice(0, 2).map((name) => describe(name, turn));
  const { name, principalArn, cluster } = input;
  if (operation.includes("AccountSetting") && typeof name === "string")
    looks.push(...looksAtSettings(typeof principalArn === "string" ? principalArn : undefined, turn, name));
  if (/^(?:Put|Delete)Attributes$/.test(operation))
    looks.push({
      operation: "ListAttributes",
      input: { ...(cluster === undefined ? {} : { cluster }), targetType: "container-instance", ...page(turn) },
    });
  return looks;
}

/** The looks at everything of this kind that the run created, for the comparison at rest. */
export function looksAtWholeAccount(state: State, turnOf: (name: string) => number): Look[] {
  const providers = [...values(state.capacityProviders)].map(({ name }) => name);
  const whose = new Set(state.accountSettings.map(({ of }) => (isArn(of) ? of : undefined)));
  return [
    ...providers.map((name) => describe(name, turnOf(name))),
    ...(providers.length === 0 ? [] : [{ operation: "DescribeCapacityProviders", input: {} }]),
    ...[...whose].flatMap((principalArn) => looksAtSettings(principalArn, turnOf(principalArn ?? "settings"))),
  ];
}

const page = (turn: number): JsonObject => (turn % 3 === 0 ? {} : { maxResults: turn % 3 });

/** By name or by ARN; mostly with its tags. */
const describe = (name: string, turn: number): Look => ({
  operation: "DescribeCapacityProviders",
  input: {
    capacityProviders: [turn % 2 === 0 ? arn("capacity-provider", name) : name],
    ...(turn % 7 === 3 ? {} : { include: ["TAGS"] }),
  },
});

/** All settings, since a call must leave the others unchanged, and the effective ones. */
const looksAtSettings = (principalArn: string | undefined, turn: number, name?: string): Look[] => {
  const whose = principalArn === undefined ? {} : { principalArn };
  const named = name === undefined ? {} : { name };
  return [
    { operation: "ListAccountSettings", input: { ...whose, ...page(turn) } },
    { operation: "ListAccountSettings", input: { effectiveSettings: true, ...whose, ...named } },
  ];
};
