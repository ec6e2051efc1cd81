import { type Expected, maybe, view } from "../language/expectation.ts";
import { settingValues } from "../language/settingValues.ts";
import type { SettingChange, State } from "../language/state.ts";
import { type Context, refuse } from "../language/step.ts";

export const caller = "caller";
export const everyone = "everyone";

/** Documented, but not in the enumeration (row AS1). */
const halfKnown = "dualStackIPv6";

/** Values of some setting: whether another setting accepts them is unspecified. */
const someValues: ReadonlySet<string> = new Set(Object.values(settingValues).flat());

/** The mistake in a setting that is put or deleted, if any (rows RQ1, AS1, AS2). */
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
  // Whether deleting a setting that cannot be set succeeds is unspecified.
  if (name === "guardDutyActivate" && (value !== undefined || context.may("AS1r"))) return refuse("AS1r");
  if (value !== undefined && !known.includes(value) && (!someValues.has(value) || context.may("AS1v")))
    return refuse("AS1v");
  // Only the target knows whether the principal must exist.
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
 * The values that may be set for the caller; undefined means none. The root user's own setting is also everyone's,
 * another caller's is not, and it is unknown who is calling: of two values either is right.
 */
export function explicitly(state: State, name: string, principalArn: string | undefined): (string | undefined)[] {
  if (principalArn !== undefined) return [last(state, name, [principalArn])?.value];
  return distinct([last(state, name, [caller])?.value, last(state, name, [caller, everyone])?.value]);
}

/** The values that may be effective for the caller; undefined means the value before this run. */
export function inForce(state: State, name: string, principalArn: string | undefined): (string | undefined)[] {
  const byDefault = distinct([last(state, name, [everyone])?.value, last(state, name, [caller, everyone])?.value]);
  if (principalArn === undefined)
    return distinct(explicitly(state, name, undefined).flatMap((value) => (value === undefined ? byDefault : [value])));
  const own = last(state, name, [principalArn])?.value;
  return own === undefined ? byDefault : [own];
}

/** The values that are certainly effective, if any (row CL2); undefined when the run knows nothing about it. */
export function sureValues(state: State, name: string): string[] | undefined {
  const values = inForce(state, name, undefined);
  return values.some((value) => value === undefined) ? undefined : values.filter((value) => value !== undefined);
}

/** Did this run change the setting of the caller? */
export const isTouched = (state: State, name: string, principalArn: string | undefined): boolean =>
  principalArn !== undefined || last(state, name, [caller, everyone]) !== undefined;
