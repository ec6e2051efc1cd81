import { type Expected, maybe, view } from "../language/expectation.ts";
import { settingValues } from "../language/settingValues.ts";
import type { SettingChange, State } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";

export const caller = "caller";
export const everyone = "everyone";

/** Documented, but not in the enumeration (row AS1). */
const halfKnown = "dualStackIPv6";

/** Values that some setting has: whether another takes them is not written down. */
const someValues: ReadonlySet<string> = new Set(Object.values(settingValues).flat());

/** What is wrong with a setting to be put or deleted (rows RQ1, AS1, AS2). */
export function badSetting(
  {
    name,
    value,
    principalArn,
  }: { name?: string | undefined; value?: string | undefined; principalArn?: string | undefined },
  context: Context,
) {
  if (!name) return refuse("RQ1");
  const known = settingValues[name];
  if (known === undefined || (name === halfKnown && context.may("G1"))) return refuse("G1");
  // Whether deleting what nobody can set succeeds is not written down.
  if (name === "guardDutyActivate" && (value !== undefined || context.may("AS1r"))) return refuse("AS1r");
  if (value !== undefined && !known.includes(value) && (!someValues.has(value) || context.may("AS1v")))
    return refuse("AS1v");
  // Whether it must be somebody the account knows, only the target knows.
  return principalArn !== undefined && context.may("AS2p") ? refuse("AS2p") : undefined;
}

/** A setting as replies show it. */
export const viewSetting = (name: string, value: Expected, principalArn: string | undefined): Expected =>
  view(
    "setting",
    principalArn === undefined ? name : `${principalArn.slice(principalArn.lastIndexOf("/") + 1)}/${name}`,
    {
      name,
      value,
      ...(principalArn === undefined ? {} : { principalArn: maybe(principalArn) }),
    },
  );

const last = (state: State, name: string, whose: readonly string[]): SettingChange | undefined =>
  state.accountSettings.findLast((change) => change.name === name && whose.includes(change.of));

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/**
 * What may be set for the one who asks; undefined: nothing. The root user's own setting is everyone's as well, another
 * caller's is not, and who is calling is not known: of two values either is right.
 */
export function explicitly(state: State, name: string, principalArn: string | undefined): (string | undefined)[] {
  if (principalArn !== undefined) return [last(state, name, [principalArn])?.value];
  return distinct([last(state, name, [caller])?.value, last(state, name, [caller, everyone])?.value]);
}

/** What may be in force for the one who asks; undefined: what was before this run. */
export function inForce(state: State, name: string, principalArn: string | undefined): (string | undefined)[] {
  const byDefault = distinct([last(state, name, [everyone])?.value, last(state, name, [caller, everyone])?.value]);
  if (principalArn === undefined)
    return distinct(explicitly(state, name, undefined).flatMap((value) => (value === undefined ? byDefault : [value])));
  const own = last(state, name, [principalArn])?.value;
  return own === undefined ? byDefault : [own];
}

/** The values that are in force for sure, if any is (row CL2); undefined where the run knows nothing of it. */
export function sureValues(state: State, name: string): string[] | undefined {
  const values = inForce(state, name, undefined);
  return values.some((value) => value === undefined) ? undefined : values.filter((value) => value !== undefined);
}

/** Did this run touch the setting of the one who asks? */
export const isTouched = (state: State, name: string, principalArn: string | undefined): boolean =>
  principalArn !== undefined || last(state, name, [caller, everyone]) !== undefined;
