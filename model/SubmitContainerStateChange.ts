import { acceptAgentReport } from "./clusters/agentReport.ts";
import type { Step } from "./language/step.ts";

/** An agent says how a container of its task goes on (row CI1s). */
export const SubmitContainerStateChange: Step<"SubmitContainerStateChange"> = acceptAgentReport;
