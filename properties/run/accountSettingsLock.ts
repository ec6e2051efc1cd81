import type { Exchange } from "../../clients/client.ts";
import type { Plan } from "../../commands/language/plan.ts";
import { isArn } from "../../model/language/arn.ts";
import { isObject, type Json, type JsonObject } from "../../model/language/json.ts";
import { resourceKey } from "../../model/language/resourceKey.ts";
import { isAccountWideSetting } from "../../model/operationFacts.ts";
import type { Run } from "./run.ts";

/**
 * A run that changes account settings registers a revision of this family and deregisters it afterwards: the server
 * numbers revisions consecutively (row TD2), so of any two campaigns one is first, and the other leaves the settings
 * alone.
 */
const family = "kecs-fuzz-settings";

/** Does the plan change account settings that all runs on a server share? Such runs take turns. */
export const changesAccountSettings = (plan: Plan): boolean => settingsIn(plan).length > 0;

const settingsIn = (plan: Plan): string[] => {
  const wide = plan.filter(({ operation, input }) => isAccountWideSetting(operation, input));
  return [...new Set(wide.map(({ input }) => String(input.name)))];
};

/** The account-wide settings, while one run owns them. */
interface AccountSettingsLock {
  /** Restores them; returns those that it could not restore. */
  release(): Promise<string[]>;
}

const nothing: AccountSettingsLock = { release: async () => [] };

/** Takes the settings that the plan changes, except those that another user or run has set or is changing. */
export async function lockAccountSettings(run: Run): Promise<AccountSettingsLock> {
  const names = settingsIn(run.plan);
  if (names.length === 0) return nothing;
  const ticket = await takeTicket(run);
  const before = new Map<string, string | undefined>();
  for (const name of names) {
    if (ticket?.isFirst && (await isUnset(run, name, ticket.arn))) before.set(name, await inForce(run, name));
    else run.quarantine.avoid(resourceKey("setting", name));
  }
  return {
    release: async () => {
      const left: string[] = [];
      for (const [name, value] of before) if (!(await restored(run, name, value))) left.push(`account setting ${name}`);
      if (ticket !== undefined) await giveBack(run, ticket.arn);
      return left;
    },
  };
}

/**
 * Has no other user or run set it? Some servers list defaults as if they were set: they list them for a user that does not
 * exist, too. `arn` names the account.
 */
async function isUnset(run: Run, name: string, arn: string): Promise<boolean> {
  const [listed] = await settings(run, { name });
  if (listed === undefined) return true;
  const principalArn = `arn:aws:iam::${arn.split(":")[4]}:user/${run.oracle.namespace}nobody`;
  const [byDefault] = await settings(run, { name, principalArn });
  return byDefault?.value === listed.value;
}

/** Deletes the settings that the run put for principals of its own. */
export async function removeOwnSettings(run: Run): Promise<void> {
  const own = run.oracle.state.accountSettings.filter(({ of }) => isArn(of));
  for (const key of new Set(own.map(({ name, of }) => `${name} ${of}`))) {
    const [name = "", principalArn = ""] = key.split(" ");
    await run.send("DeleteAccountSetting", { name, principalArn });
  }
}

async function takeTicket(run: Run): Promise<{ arn: string; isFirst: boolean } | undefined> {
  const containerDefinitions = [{ name: "ticket", image: "scratch", memory: 64 }];
  const registered = outputOf(await run.send("RegisterTaskDefinition", { family, containerDefinitions }));
  const { taskDefinitionArn: arn, revision } = objectIn(registered.taskDefinition);
  if (typeof arn !== "string" || typeof revision !== "number") return undefined;
  const listed = outputOf(await run.send("ListTaskDefinitions", { familyPrefix: family, status: "ACTIVE" }));
  const revisions = textsIn(listed.taskDefinitionArns).map((each) => Number(each.slice(each.lastIndexOf(":") + 1)));
  return { arn, isFirst: revisions.includes(revision) && Math.min(...revisions) === revision };
}

async function giveBack(run: Run, taskDefinition: string): Promise<void> {
  await run.send("DeregisterTaskDefinition", { taskDefinition });
  await run.send("DeleteTaskDefinitions", { taskDefinitions: [taskDefinition] });
}

/** Not every server can delete a default: then it is set to its earlier value. */
async function restored(run: Run, name: string, before: string | undefined): Promise<boolean> {
  await run.send("DeleteAccountSetting", { name });
  if ((await inForce(run, name)) === before) return true;
  await run.send("DeleteAccountSetting", { name, principalArn: "arn:aws:iam::«account»:root" });
  if ((await inForce(run, name)) === before) return true;
  if (before === undefined) return false;
  await run.send("PutAccountSettingDefault", { name, value: before });
  return (await inForce(run, name)) === before;
}

async function inForce(run: Run, name: string): Promise<string | undefined> {
  const [setting] = await settings(run, { name, effectiveSettings: true });
  return typeof setting?.value === "string" ? setting.value : undefined;
}

/** The settings of one name in a list: some servers ignore the name in the request. */
async function settings(run: Run, input: JsonObject): Promise<JsonObject[]> {
  const { settings: list } = outputOf(await run.send("ListAccountSettings", input));
  return (Array.isArray(list) ? list : []).map(objectIn).filter(({ name }) => name === input.name);
}

const outputOf = (exchange: Exchange): JsonObject =>
  exchange.kind === "answered" && exchange.status === 200 ? objectIn(exchange.json) : {};

const objectIn = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const textsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
