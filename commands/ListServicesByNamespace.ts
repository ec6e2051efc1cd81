import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { ghost } from "./pools/names.ts";

/** Namespaces are made outside ECS: a run has none (row SV36). */
export const ListServicesByNamespace = command({
  operation: "ListServicesByNamespace",
  group: "services",
  weight: 0.4,
  accepted: () => undefined,
  refused: (draw) =>
    given({
      namespace: draw.pick([ghost, "local", "internal"]),
      maxResults: draw.maybe(0.3, () => draw.whole(1, 100)),
    }),
});
