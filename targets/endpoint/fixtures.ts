import type { Fixtures } from "../target.ts";

/** Ids of the right form, for servers that do not check whether they exist. */
export const wellFormedFixtures: Fixtures = {
  subnets: ["subnet-0a1b2c3d4e5f60718"],
  securityGroups: ["sg-0a1b2c3d4e5f60718"],
};
