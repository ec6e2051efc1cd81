import { command } from "./language/command.ts";
import { given } from "./language/random.ts";

export const ListClusters = command({
  operation: "ListClusters",
  group: "clusters",
  weight: 0.6,
  accepted: (draw) => given({ maxResults: draw.maybe(0.6, () => draw.pick([1, 2, 100])) }),
  refused: (draw) => draw.pick([{ maxResults: 0 }, { maxResults: 101 }, { maxResults: -1 }]),
});
