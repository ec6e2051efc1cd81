import type { ScenarioContext } from "./context.ts";

/** The events of a service so far, the newest first. */
export async function eventsOf(context: ScenarioContext, service: string): Promise<string[]> {
  const { events = [] } = await context.service(service);
  return events.map(({ message = "" }) => message);
}

/** Waits until a service has an event with these words. */
export async function untilEvent(
  context: ScenarioContext,
  service: string,
  text: RegExp,
  patience = 1,
): Promise<string> {
  const events = await context.waiting.until(
    `service ${service} to say ${text}`,
    () => eventsOf(context, service),
    (messages) => messages.some((message) => text.test(message)),
    patience,
  );
  return events.find((message) => text.test(message)) ?? "";
}
