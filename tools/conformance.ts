import { writeFileSync } from "node:fs";
import { judgeTraces } from "../properties/traces/judgeTarget.ts";
import { openTarget } from "../targets/open.ts";
import { conformanceFile, conformanceOf, conformanceText } from "./evidence/conformance.ts";
import { allTraces } from "./evidence/recordings.ts";

/** Sends the recorded calls of `fixtures/evidence` to a target and writes the figures to `docs/records/conformance.json`. */
const [name, version] = process.argv.slice(2);
if (name === undefined || version === undefined) {
  console.error("tools/conformance.ts: give a target and its version, such as moto 5.2.5");
  process.exit(2);
}
const target = await openTarget(name, { seed: 0, speed: "manual", jitter: false, bug: undefined, allowRemote: false });
try {
  const verdicts = await judgeTraces(allTraces, target);
  writeFileSync(conformanceFile, conformanceText({ [name]: conformanceOf(version, verdicts) }));
} finally {
  await target.close();
}
