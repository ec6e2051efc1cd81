import type { Unplaced } from "../instances/locate.ts";
import { closest } from "../instances/place.ts";
import type { Simulation } from "../simulation.ts";

const moreInformation = "For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";
const unable = "was unable to place a task because no container instance met all of its requirements.";

/** What the closest instance lacks, in the words of EV7. */
const lacks: Readonly<Record<string, string>> = {
  "RESOURCE:CPU": "has insufficient CPU units available.",
  "RESOURCE:MEMORY": "has insufficient memory available.",
  "RESOURCE:PORTS": "is already using a port required by your task.",
  ATTRIBUTE: "is missing an attribute required by your task.",
};

/** The event text of a service that cannot place a task (EV6–EV8). */
export function unplacedText(sim: Simulation, unplaced: Unplaced): string {
  if (unplaced.kind === "empty provider") {
    return "was unable to place a task. Reason: TaskFailedToStart: EMPTY CAPACITY PROVIDER.";
  }
  const silent = sim.bugged("unplaced-service-task-told-without-instance");
  const failure = unplaced.kind === "no room" && !silent ? closest(unplaced.failures) : undefined;
  if (!failure) return `${unable} Reason: No Container Instances were found in your cluster. ${moreInformation}`;
  const id = failure.arn.split("/").at(-1);
  const what = lacks[failure.reason] ?? `encountered error "${failure.reason}".`;
  return `${unable} The closest matching (container-instance ${id}) ${what} ${moreInformation}`;
}
