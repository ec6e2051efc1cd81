import type { ScenarioContext } from "./context.ts";

/** Records every rollout state in which each deployment of a service is observed, from now on. */
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

  /** In the order of observation. */
  of(deployment = ""): readonly string[] {
    return this.#states.get(deployment) ?? [];
  }

  /** Deployments in the order of their first observation. */
  get deployments(): readonly string[] {
    return [...this.#states.keys()];
  }

  #note(deployment: string, state: string): void {
    const states = this.#states.get(deployment) ?? [];
    this.#states.set(deployment, states);
    if (states.at(-1) !== state) states.push(state);
  }
}
