import { expect, test } from "vitest";
import { put } from "../../../model/language/persistentMap.ts";
import { empty, type State } from "../../../model/language/state.ts";
import { Counters } from "../../../properties/measures/counters.ts";
import { Rollouts } from "../../../properties/measures/rollouts.ts";

/** A state with one service that rolls out or not. */
function state(rollingOut: boolean): State {
  const cluster = { services: {} };
  put(cluster.services as never, "s", { knowledge: { rollingOut }, desiredCount: 1 } as never);
  const whole = { ...empty, clusters: {} };
  put(whole.clusters as never, "c", cluster as never);
  return whole;
}

const shown = { services: [{ serviceArn: "arn:aws:ecs:us-east-1:1:service/c/s" }] };

test.each<[samples: number, unobserved: number]>([
  [1, 1],
  [2, 1],
  [3, 0],
  [4, 0],
])(
  "a rollout that %i looks sampled counts %i as unobserved: fewer than three say nothing of its bounds",
  (samples, unobserved) => {
    const counters = new Counters();
    const rollouts = new Rollouts(counters);
    for (let look = 0; look < samples; look++) rollouts.see(state(true), shown);
    expect(rollouts.going).toBe(true);
    rollouts.see(state(false), shown);
    expect([rollouts.going, counters.rollouts, counters.rolloutsUnobserved]).toEqual([false, 1, unobserved]);
  },
);

test("a rollout that is still under way when the run ends counts as it is", () => {
  const counters = new Counters();
  const rollouts = new Rollouts(counters);
  rollouts.see(state(true), shown);
  rollouts.finish();
  rollouts.finish();
  expect([counters.rollouts, counters.rolloutsUnobserved]).toEqual([1, 1]);
});
