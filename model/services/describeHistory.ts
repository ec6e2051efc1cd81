import { isElsewhere } from "../language/arn.ts";
import { type Expected, type Mark, unordered } from "../language/expectation.ts";
import type { Service, ServiceDeployment, State } from "../language/state.ts";
import { accept, type Context, refuse } from "../language/step.ts";
import { findInHistory } from "./serviceDeployment.ts";

/** A description of something in a service's history. */
interface Described {
  readonly type: "service-deployment" | "service-revision";
  /** The member of the reply that lists the results. */
  readonly list: string;
  readonly key: string;
  view(service: Service, deployment: ServiceDeployment): Mark;
}

/** The limit of row SD4. */
const most = 20;

/** Deployments, or revisions, by ARN: known ones must be returned, unknown ones are failures (rows SD1, SD4). */
export function describeHistory(
  state: State,
  arns: readonly string[] | undefined,
  context: Context,
  { type, list, key, view }: Described,
) {
  if (arns === undefined) return refuse("RQ1");
  if (arns.length === 0) return refuse("SD4e");
  if (arns.length > most) return refuse("G4");
  const found: Expected[] = [];
  const failures: Expected[] = [];
  const [perhaps, unsure]: [Expected[], Expected[]] = [[], []];
  for (const arn of arns) {
    const one = findInHistory(state, arn, type);
    if (isElsewhere(arn) || isMalformed(arn)) {
      if (context.may("SD4i")) return refuse("SD4i");
      unsure.push({ arn });
    } else if (one.kind === "refused") {
      // An ARN of another type may be refused, or count as that of a resource that does not exist.
      if (!context.may("SD4i")) return one;
      unsure.push({ arn });
    } else if (one.kind === "found") {
      const shown = view(one.service, one.deployment);
      (found.some((other) => isSame(other, shown)) ? perhaps : found).push(shown);
    } else if (one.kind === "missing") {
      if (!one.served && context.may("SD4i")) return refuse("SD4i");
      (isListed(arn, failures) ? unsure : failures).push({ arn, reason: "MISSING" });
    } else {
      // Of a service that may be INACTIVE by now, nothing is described (row SD4).
      if (one.service.status !== "ACTIVE" && context.may("SD4i")) return refuse("SD4i");
      perhaps.push({ [key]: arn });
      unsure.push({ arn });
    }
  }
  return accept(
    {
      [list]: unordered(found, key, { optional: perhaps }),
      failures: unordered(failures, "arn", { optional: unsure }),
    },
    "SD4",
  );
}

/** A revision's id is a number: any other id may be refused, or count as that of a revision that does not exist. */
const isMalformed = (arn: string): boolean => /:service-revision\/[^/]*\/[^/]*\/(?!\d+$|«)/.test(arn);

/** An ARN that is named twice may be returned once or twice. */
const isListed = (arn: string, failures: readonly Expected[]): boolean =>
  failures.some((failure) => (failure as { arn: Expected }).arn === arn);

const isSame = (one: Expected, other: Mark): boolean =>
  (one as Extract<Mark, { $: "view" }>).name === (other as Extract<Mark, { $: "view" }>).name;
