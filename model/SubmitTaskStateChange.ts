import { acceptAgentReport } from "./clusters/agentReport.ts";
import type { Step } from "./language/step.ts";

/** An agent says how its task goes on (row CI1s). */
export const SubmitTaskStateChange: Step<"SubmitTaskStateChange"> = acceptAgentReport;
