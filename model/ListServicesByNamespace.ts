import { operation } from "./language/card.ts";
import { badPage } from "./language/page.ts";
import { refuse } from "./language/step.ts";

/** Namespaces are created outside ECS, and a run has none: every one it names is unknown (row SV36). */
export const ListServicesByNamespace = operation("ListServicesByNamespace", {
  reads: true,
  names: {},
  paged: true,
  accepts: [],
  refuses: ["RQ1", "LI1", "LI2", "SV36"],
  step(_state, input, context) {
    if (input.namespace === undefined) return refuse("RQ1");
    const bad = badPage(input);
    return bad === undefined || context.may("SV36") ? refuse("SV36") : bad;
  },
});
