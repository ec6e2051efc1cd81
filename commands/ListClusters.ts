import { command } from "./language/command.ts";
import { given } from "./language/random.ts";

export const ListClusters = command({
  operation: "ListClusters",
  group: "clusters",
  weight: 0.6,
  accepted: (random) => given({ maxResults: random.maybe(0.6, () => random.pick([1, 2, 100])) }),
  refused: (random) => random.pick([{ maxResults: 0 }, { maxResults: 101 }, { maxResults: -1 }]),
});
