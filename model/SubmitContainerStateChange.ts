import { takeNews } from "./agentNews.ts";
import type { Step } from "./step.ts";

/** An agent says how a container of its task goes on (row CI1s). */
export const SubmitContainerStateChange: Step<"SubmitContainerStateChange"> = takeNews;
