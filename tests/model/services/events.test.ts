import { describe, expect, test } from "vitest";
import { Bindings } from "../../../checker/bindings.ts";
import { compare } from "../../../checker/compare.ts";
import { get } from "../../../model/language/persistentMap.ts";
import { placeholderKinds } from "../../../model/language/placeholders.ts";
import { viewEvents } from "../../../model/services/eventsView.ts";
import { quiesce } from "../../../model/time/quiescentState.ts";
import { furnished } from "../serviceAccount.ts";

const id = "0123456789abcdef0123456789abcdef";
const completed = "(service s) (deployment ecs-svc/1234567890123456789) deployment completed.";
const steady = "(service s) has reached a steady state.";

/** The members that differ when the service shows events with these messages. */
function differing(messages: readonly string[], rest = false): string[] {
  const account = furnished();
  if (rest) account.state = quiesce(account.state);
  const cluster = get(account.state.clusters, "c");
  const service = cluster && get(cluster.services, "s");
  if (service === undefined) throw new Error("no service");
  const context = { tasks: true, containers: true, rest, namespace: "«none»", may: () => false, newId: () => "" };
  const expected = viewEvents(account.state, service, context);
  const events = messages.map((message, index) => ({ id: `event-${index}`, createdAt: 1_700_000_000, message }));
  return compare(expected, events, new Bindings(placeholderKinds)).map(({ path }) => path);
}

describe("an event of a service (EV1)", () => {
  test.each([
    `(service s) has started 1 tasks: (task ${id}).`,
    `(service s) has started 2 tasks: (task ${id}) (task ${id}).`,
    `(service s) has started 1 tasks: (task ${id}). Amazon ECS replaced 1 tasks due to an unhealthy status.`,
    `(service s, taskSet ecs-svc/1234567890123456789) updated state to STEADY_STATE.`,
    `(service s) has stopped 1 running tasks: (task ${id}).`,
    "(service s) has stopped 2 pending tasks.",
    "(service s) stopped 2 pending tasks.",
    "(service s) a text that no row describes",
    completed,
    steady,
  ])("may be: %s", (message) => {
    expect(differing([message])).toEqual([]);
  });

  test.each([
    "has reached a steady state.",
    "(service other) has reached a steady state.",
    "(service s) has reached steady state.",
    `(service s) has started 1 task: (task ${id}).`,
    `(service s) has started 1 tasks: ${id}.`,
  ])("cannot be: %s", (message) => {
    expect(differing([message])).toEqual(["[].message"]);
  });
});

test("a service at rest reports its completed deployment and its steady state, in any order (EV2, EV10)", () => {
  expect(differing([steady, completed], true)).toEqual([]);
  expect(differing([completed, "(service s) another text", steady], true)).toEqual([]);
  expect(differing([completed], true)).toEqual(["[]"]);
  expect(differing([steady], true)).toEqual(["[]"]);
});
