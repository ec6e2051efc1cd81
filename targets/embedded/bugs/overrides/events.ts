import type { BugName } from "../../bugs.ts";
import { addEvent } from "../../services/events.ts";
import { override } from "./override.ts";
import type { Override } from "./rule.ts";

/** No event is written that contains this text. */
const withoutEvent = (text: string): readonly Override[] => [
  override(addEvent, (sim, service, message) => {
    if (!message.includes(text)) addEvent(sim, service, message);
  }),
];

/** Each event is written in other words. */
const reworded = (change: (message: string) => string): readonly Override[] => [
  override(addEvent, (sim, service, message) => addEvent(sim, service, change(message))),
];

/** The bugs of the events of services. */
export const eventOverrides = {
  "event-names-no-service": reworded((message) => message.replace(/^\(service [^)]*\) /, "")),
  "event-counts-one-task-in-singular": reworded((message) => message.replace(" 1 tasks", " 1 task")),
  "steady-state-writes-no-event": withoutEvent("has reached a steady state."),
  "completed-deployment-writes-no-event": withoutEvent("deployment completed."),
} satisfies Partial<Record<BugName, readonly Override[]>>;
