import type { Difference } from "../../checker/difference.ts";

/**
 * Does the difference concern what decides how a resource behaves from now on, or whether it exists? Then no known
 * deviation and no mask makes its state known.
 */
export const isDecisive = ({ resource, habit, path, expectedKind }: Difference): boolean =>
  resource === undefined
    ? expectedKind === "nothing" && described.test(path)
    : habit === undefined &&
      ((!recorded.test(resource.kind) && decides(resource.member)) ||
        (isTag(resource.member) && expectedKind === "nothing"));

/** Decisive, unless the reply leaves the member out: then it shows nothing of the state, wrong or right. */
export function isDecisiveIfShown(difference: Difference): boolean {
  const { actualKind, resource } = difference;
  const isLeftOut = actualKind === "absent" || (actualKind === "missing" && resource?.member !== "");
  return !isLeftOut && isDecisive(difference);
}

/** A tag too many is what a wrongly accepted call leaves behind. */
const isTag = (member: string): boolean => member.startsWith("tags");

/** What only records how a service came to its state. */
const recorded = /^service(?:Deployment|Revision)$/;

/** Does the member of a resource decide how it behaves? */
export const decides = (member: string): boolean => decisive.test(member);

const decisive =
  /^(?:(?:status|lastStatus|desiredStatus|desiredCount|taskDefinition|taskDefinitionArn|launchType|revision|)$|capacityProviders|defaultCapacityProvider)/;

/** What a description shows although it should not exist. */
const described = /^(?:clusters|services|tasks|containerInstances)\[\]$/;
