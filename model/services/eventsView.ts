import { at, type Expected, filled, type Members, present, unordered } from "../language/expectation.ts";
import type { Service, State } from "../language/state.ts";
import type { Context } from "../language/step.ts";
import { mustConverge, primaryOf } from "./service.ts";

/**
 * The events of a service. Each names the service, and a text that begins like a known one has its wording (rows
 * EV1–EV5, EV10–EV15); other texts are not judged. A service at rest that has wanted tasks has reached a steady state,
 * after its newest deployment was completed (rows EV2, EV10); one that cannot run its tasks reports it (row EV6).
 */
export function viewEvents(state: State, service: Service, context: Context): Expected {
  const legal = { every: eventOf(service) };
  const texts = unordered([], "message", legal);
  if (service.controller !== "ECS" || !context.rest || !service.knowledge.everWanted) return texts;
  if (!mustConverge(state, service, context) || service.knowledge.tasksEverExit) return { ...present, value: texts };
  const needed = [`(deployment ${primaryOf(service).id}) deployment completed.`, "has reached a steady state."];
  return at(
    "converges",
    unordered(
      needed.map((text) => ({ message: `(service ${service.name}) ${text}` })),
      "message",
      legal,
    ),
  );
}

const eventOf = ({ name }: Service): Members => ({
  id: filled,
  createdAt: present,
  message: `(service ${name}«event:text»`,
});
