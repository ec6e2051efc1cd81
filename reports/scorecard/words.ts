import { counted } from "../counted.ts";
import { severityCounts } from "../divergences/ranking.ts";
import { type OperationScore, type OperationState, type Scorecard, states } from "./scorecard.ts";

/** The texts that the Markdown and the HTML form share. */

const stateWords: Readonly<Record<OperationState, string>> = {
  wrong: "wrong",
  unsupported: "not supported",
  right: "right",
  unobserved: "not observed",
};

export const verdictOf = ({ state, severity }: OperationScore): string =>
  state === "wrong" && severity !== undefined ? `${stateWords[state]}, ${severity}` : stateWords[state];

/** `40 of 62 operations right · 12 wrong (3 critical, 9 major) · …`. */
export function summaryOf({ counts, operations }: Scorecard): string {
  const rated = severityCounts(operations.map(({ severity }) => severity));
  const wrong = rated.length === 0 ? "" : ` (${rated.join(", ")})`;
  const others = states.filter((state) => state !== "right");
  return [
    `${counts.right} of ${counted(operations.length, "operation")} right`,
    ...others.map((state) => `${counts[state]} ${stateWords[state]}${state === "wrong" ? wrong : ""}`),
  ].join(" · ");
}

export const campaignsText = ({ campaigns }: Scorecard): string =>
  campaigns
    .map(({ seed, runs, calls }) => `seed ${seed}: ${counted(runs, "run")}, ${counted(calls, "call")}`)
    .join("; ");

/** What is wrong in an operation, the worst first. */
export const faultsText = ({ faults, accepted, refused, state }: OperationScore): string => {
  const [first, ...rest] = faults;
  if (first === undefined)
    return state === "unobserved" && refused > 0 && accepted === 0 ? "every call was refused" : "";
  return `${first.sentence}${first.known ? " (known deviation)" : ""}${rest.length === 0 ? "" : ` (and ${counted(rest.length, "other fault")})`}`;
};

export const lawsText = ({ laws }: Scorecard): string =>
  Object.entries(laws)
    .map(([law, state]) => `${law} ${state}`)
    .join(" · ");

export const scenariosText = ({ scenarios }: Scorecard): string | undefined => {
  const all = Object.values(scenarios).reduce((sum, count) => sum + count, 0);
  return all === 0
    ? undefined
    : `${scenarios.passed} of ${counted(all, "scenario")} passed · ${scenarios.failed} failed · ${scenarios.expected} failed as known · ${scenarios.skipped} skipped`;
};

/** What `right` means. */
export const caution =
  "An operation is right if calls of it were accepted and no difference from ECS was observed. What was not observed is never a pass; reads that a campaign adds to compare the state are not counted.";
