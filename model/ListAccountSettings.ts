import { operation } from "./language/card.ts";
import { type Expected, either, filled, unordered } from "./language/expectation.ts";
import { badEnum, badPage } from "./language/page.ts";
import { settingNames } from "./language/settingValues.ts";
import { accept, refuse } from "./language/step.ts";
import { explicitly, inForce, isTouched, viewSetting } from "./resources/accountSetting.ts";

/** The settings that are set, or with `effectiveSettings` also the defaults (rows AS1, AS2). */
export const ListAccountSettings = operation("ListAccountSettings", {
  reads: true,
  names: { name: "setting" },
  paged: true,
  row: "AS2",
  accepts: ["AS1", "AS2"],
  refuses: ["G1", "LI1", "LI2", "AS2p", "AS2v"],
  step(state, input, context) {
    const { principalArn, effectiveSettings = false } = input;
    const bad = badEnum([input.name], settingNames) ?? badPage(input, 10);
    if (bad) return bad;
    if (input.value !== undefined && input.name === undefined && context.may("AS2v")) return refuse("AS2v");
    if (principalArn !== undefined && context.may("AS2p")) return refuse("AS2p");
    const needed: Expected[] = [];
    const optional: Expected[] = [];
    for (const name of input.name === undefined ? settingNames : [input.name]) {
      const { sure, values } = shown(name);
      if (values.length === 0) continue;
      (sure ? needed : optional).push(
        viewSetting(name, values.length === 1 ? (values[0] ?? filled) : either(...values), principalArn),
      );
    }
    return accept({ settings: unordered(needed, "name", { optional }) }, "AS1", "AS2");

    /** The values that the setting may have, and whether it must be shown. */
    function shown(name: string): { sure: boolean; values: Expected[] } {
      const possible = (effectiveSettings ? inForce : explicitly)(state, name, principalArn);
      const kept = possible.filter((value) => value !== undefined && (input.value ?? value) === value);
      if (!possible.includes(undefined)) return { sure: kept.length === possible.length, values: kept as string[] };
      // The settings before the run are unknown: those that the run has not changed, and other effective ones.
      const isOthers = principalArn !== undefined && !principalArn.includes(context.namespace);
      const unknown = effectiveSettings || isOthers || !isTouched(state, name, principalArn);
      const sure = effectiveSettings && input.value === undefined && longFormats.has(name);
      return { sure, values: unknown ? [input.value ?? filled] : (kept as string[]) };
    }
  },
});

/** Effective for every principal, independent of who set them. */
const longFormats = new Set<string>(["serviceLongArnFormat", "taskLongArnFormat", "containerInstanceLongArnFormat"]);
