import { z } from "zod";
import { ask } from "../http.ts";
import type { Capability } from "../target.ts";

export const capability = z.enum(["tasks", "containers", "virtualTime", "traffic"] satisfies Capability[]);

export const fixtures = z.object({
  subnets: z.array(z.string()).min(1),
  securityGroups: z.array(z.string()).min(1),
  instances: z.array(z.string()).optional(),
});

const selfDescription = z.object({
  capabilities: z.array(z.string()),
  version: z.string().optional(),
  fixtures: fixtures.optional(),
  speed: z.union([z.number().positive(), z.literal("manual")]).optional(),
  restSeconds: z.number().positive().optional(),
});

/** The self-description of a server at `GET /_kecs-fuzz/target`. */
export type SelfDescription = z.infer<typeof selfDescription>;

/** Asks a server what it can do; undefined when it does not know the question. */
export async function describeItself(url: string): Promise<SelfDescription | undefined> {
  const exchange = await ask(new URL("/_kecs-fuzz/target", url).href, {});
  if (exchange.kind !== "answered" || exchange.status !== 200) return undefined;
  return selfDescription.safeParse(exchange.json).data;
}
