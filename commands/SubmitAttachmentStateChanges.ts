import { arn } from "../model/language/arn.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { activeClusters, clusterForm, lostCluster } from "./pools/names.ts";

const attachments = [{ attachmentArn: arn("attachment", "01234567-89ab-cdef-0123-456789abcdef"), status: "ATTACHED" }];

export const SubmitAttachmentStateChanges = command({
  operation: "SubmitAttachmentStateChanges",
  group: "instances",
  weight: 0.25,
  accepted(draw, scene) {
    const live = activeClusters(scene);
    return live.length === 0
      ? undefined
      : given({ cluster: clusterForm(draw, scene, draw.pick(live).name), attachments });
  },
  refused: (draw, scene) => ({ cluster: lostCluster(draw, scene), attachments }),
});
