import type { ScenarioContext } from "./context.ts";

/** Keeps every rollout state that each deployment of a service is seen in, from now on. */
export class RolloutStates {
  readonly #states = new Map<string, string[]>();

  static async begin(context: ScenarioContext, service: string): Promise<RolloutStates> {
    const watched = new RolloutStates();
    const look = async () => {
      const { deployments = [] } = await context.service(service);
      for (const { id = "", rolloutState = "" } of deployments) watched.#note(id, rolloutState);
    };
    context.waiting.observe(look);
    await look();
    return watched;
  }

  /** In the order in which they were seen. */
  of(deployment = ""): readonly string[] {
    return this.#states.get(deployment) ?? [];
  }

  /** Deployments in the order in which they were first seen. */
  get deployments(): readonly string[] {
    return [...this.#states.keys()];
  }

  #note(deployment: string, state: string): void {
    const states = this.#states.get(deployment) ?? [];
    this.#states.set(deployment, states);
    if (states.at(-1) !== state) states.push(state);
  }
}
