import { livingSets } from "../model/services/taskSet.ts";
import { placement, revision } from "./CreateService.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { ghost, lostCluster } from "./pools/names.ts";
import { revisionForm } from "./pools/revisions.ts";
import { lostService, servicesIn } from "./pools/services.ts";
import { badTags, tags } from "./pools/tags.ts";
import { badScale, barren, externalServices, homeForm, scale } from "./pools/taskSets.ts";

export const CreateTaskSet = command({
  operation: "CreateTaskSet",
  group: "taskSets",
  weight: 6,
  accepted(draw, scene) {
    const homes = externalServices(scene);
    const chosen = revision(draw, scene);
    if (homes.length === 0 || chosen === undefined) return undefined;
    return given({
      ...homeForm(draw, scene, draw.pick(homes)),
      taskDefinition: revisionForm(draw, scene, chosen),
      ...placement(draw, chosen.definition),
      scale: draw.maybe(0.9, () => scale(draw)),
      externalId: draw.maybe(0.2, () => draw.pick(["blue", "green"])),
      tags: draw.maybe(0.25, () => tags(draw)),
    });
  },
  refused(draw, scene) {
    const chosen = revision(draw, scene);
    if (chosen === undefined) return undefined;
    const sound: PlanInput = {
      taskDefinition: revisionForm(draw, scene, chosen),
      ...placement(draw, chosen.definition),
      scale: scale(draw),
    };
    const homes = externalServices(scene);
    const full = homes.filter(({ it }) => livingSets(it).length >= 5);
    if (full.length > 0 && draw.chance(0.4)) return { ...homeForm(draw, scene, draw.pick(full)), ...sound };
    const own = servicesIn(scene, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
    if (own.length > 0 && draw.chance(0.3)) return { ...homeForm(draw, scene, draw.pick(own)), ...sound };
    if (homes.length > 0 && draw.chance(0.7)) {
      const home = homeForm(draw, scene, draw.pick(homes));
      return draw.pick<PlanInput>([
        { ...home, ...sound, scale: badScale(draw) },
        { ...home, ...sound, taskDefinition: draw.pick([ghost, `${ghost}:1`, `${chosen.family}:999`]) },
        { ...home, ...sound, tags: badTags(draw) },
      ]);
    }
    if (homes.length === 0 && draw.chance(barren)) return undefined;
    const lost = lostService(draw, scene);
    if (lost !== undefined && draw.chance(0.6)) return { ...lost, ...sound };
    return { cluster: lostCluster(draw, scene), service: "s1", ...sound };
  },
});
