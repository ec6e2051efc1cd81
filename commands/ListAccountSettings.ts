import { command } from "./command.ts";
import { given } from "./draw.ts";

const settings = ["serviceLongArnFormat", "taskLongArnFormat", "containerInsights", "awsvpcTrunking"] as const;

export const ListAccountSettings = command({
  operation: "ListAccountSettings",
  group: "account",
  weight: 0.4,
  accepted: (draw) =>
    given({
      name: draw.maybe(0.5, () => draw.pick(settings)),
      effectiveSettings: draw.maybe(0.6, () => draw.chance(0.7)),
      maxResults: draw.maybe(0.4, () => draw.pick([1, 3, 10])),
    }),
  refused: (draw) => draw.pick([{ name: "favouriteColour" }, { maxResults: 0 }, { maxResults: 11 }]),
});
