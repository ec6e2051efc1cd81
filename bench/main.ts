import { measureCampaign } from "./campaign.ts";
import { measureGrowth } from "./growth.ts";

/** `npm run bench`: ratios within one run, because figures of different machines and moments mean little together. */
for (const measure of [measureCampaign, measureGrowth]) console.log(`${(await measure()).join("\n")}\n`);
