import { takeNews } from "./agentNews.ts";
import type { Step } from "./step.ts";

/** An agent says how its task goes on (row CI1s). */
export const SubmitTaskStateChange: Step<"SubmitTaskStateChange"> = takeNews;
