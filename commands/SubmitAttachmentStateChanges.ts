import { arn } from "../model/language/arn.ts";
import { command } from "./language/command.ts";
import { given } from "./language/random.ts";
import { absentCluster, activeClusters, clusterForm } from "./pools/names.ts";

const attachments = [{ attachmentArn: arn("attachment", "01234567-89ab-cdef-0123-456789abcdef"), status: "ATTACHED" }];

export const SubmitAttachmentStateChanges = command({
  operation: "SubmitAttachmentStateChanges",
  group: "instances",
  weight: 0.25,
  accepted(random, run) {
    const live = activeClusters(run);
    return live.length === 0
      ? undefined
      : given({ cluster: clusterForm(random, run, random.pick(live).name), attachments });
  },
  refused: (random, run) => ({ cluster: absentCluster(random, run), attachments }),
});
