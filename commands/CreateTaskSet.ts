import { livingSets } from "../model/services/taskSet.ts";
import { placement, revision } from "./CreateService.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import type { PlanInput } from "./language/reference.ts";
import { absentCluster, neverCreated } from "./pools/names.ts";
import { revisionForm } from "./pools/revisions.ts";
import { targetGroupArn } from "./pools/serviceFaults.ts";
import { absentService, servicesIn } from "./pools/services.ts";
import { badTags, tags } from "./pools/tags.ts";
import { badScale, barren, externalServices, homeForm, scale } from "./pools/taskSets.ts";

export const CreateTaskSet = command({
  operation: "CreateTaskSet",
  group: "taskSets",
  weight: 6,
  keeps: ["launchType", "networkConfiguration", "scale"],
  accepted(random, run) {
    const homes = externalServices(run);
    const chosen = revision(random, run);
    if (homes.length === 0 || chosen === undefined) return undefined;
    return given({
      ...homeForm(random, run, random.pick(homes)),
      taskDefinition: revisionForm(random, run, chosen),
      ...placement(random, chosen.definition),
      scale: random.maybe(0.9, () => scale(random)),
      externalId: random.maybe(0.2, () => random.pick(["blue", "green"])),
      tags: random.maybe(0.25, () => tags(random)),
    });
  },
  refused(random, run) {
    const chosen = revision(random, run);
    if (chosen === undefined) return undefined;
    const sound: PlanInput = {
      taskDefinition: revisionForm(random, run, chosen),
      ...placement(random, chosen.definition),
      scale: scale(random),
    };
    const homes = externalServices(run);
    const full = homes.filter(({ it }) => livingSets(it).length >= 5);
    if (full.length > 0 && random.chance(0.4)) return { ...homeForm(random, run, random.pick(full)), ...sound };
    const own = servicesIn(run, ({ status, controller }) => status === "ACTIVE" && controller === "ECS");
    if (own.length > 0 && random.chance(0.3)) return { ...homeForm(random, run, random.pick(own)), ...sound };
    if (homes.length > 0 && random.chance(0.7)) {
      const home = homeForm(random, run, random.pick(homes));
      return random.pick<PlanInput>([
        { ...home, ...sound, scale: badScale(random) },
        { ...home, ...sound, taskDefinition: random.pick([neverCreated, `${neverCreated}:1`, `${chosen.family}:999`]) },
        { ...home, ...sound, tags: badTags(random) },
        { ...home, ...sound, loadBalancers: [{ targetGroupArn, containerName: neverCreated, containerPort: 80 }] },
        ...(sound.launchType === "EC2" ? [{ ...home, ...sound, platformVersion: "1.4.0" }] : []),
      ]);
    }
    if (homes.length === 0 && random.chance(barren)) return undefined;
    const lost = absentService(random, run);
    if (lost !== undefined && random.chance(0.6)) return { ...lost, ...sound };
    return { cluster: absentCluster(random, run), service: "s1", ...sound };
  },
});
