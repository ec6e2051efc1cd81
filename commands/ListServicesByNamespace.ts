import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { neverCreated } from "./pools/names.ts";

/** Namespaces are created outside ECS: a run has none (row SV36). */
export const ListServicesByNamespace = command({
  operation: "ListServicesByNamespace",
  group: "services",
  weight: 0.4,
  keeps: ["namespace"],
  accepted: () => undefined,
  refused: (random) =>
    given({
      namespace: random.pick([neverCreated, "local", "internal"]),
      maxResults: random.maybe(0.3, () => random.whole(1, 100)),
    }),
});
