import { cardOf } from "../../model/registry.ts";
import { changesAccountSettings } from "../run/accountSettingsLock.ts";
import { Run } from "../run/run.ts";
import type { Finding } from "./findings.ts";

/** Why a finding may not show again, as far as it is known. */
export function whyAbsent({ first: { plan, divergence, circumstances } }: Finding, restarted: boolean): string[] {
  const reader = cardOf(divergence.look ?? divergence.operation);
  const reasons: string[] = [];
  if (restarted) reasons.push("the server restarted meanwhile");
  if (circumstances?.outage === true) reasons.push("the server was unavailable during the run that showed it");
  if (reader?.names.name === "setting" || changesAccountSettings(plan))
    reasons.push("it may depend on account settings, which all runs share");
  if (Run.meansDefault(plan)) reasons.push("it may depend on the default cluster, which all runs share");
  if (reader?.accountWide !== undefined) reasons.push("its list may show what other runs created");
  if (circumstances?.busy === true) reasons.push("the machine was busy during the run that showed it");
  if (reasons.length === 0 && circumstances?.others === true)
    reasons.push("runs of other workers were in progress, and may have caused it");
  return reasons;
}
