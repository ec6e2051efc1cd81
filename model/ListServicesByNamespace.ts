import { operation } from "./language/card.ts";
import { any } from "./language/expectation.ts";
import { badPage } from "./language/page.ts";
import { accept, refuse } from "./language/step.ts";

/**
 * The services that use a namespace. A cluster creates the namespace that it is given; others are created outside ECS:
 * only for names with the run's prefix is it known that none exists (row SV36).
 */
export const ListServicesByNamespace = operation("ListServicesByNamespace", {
  reads: true,
  names: {},
  paged: true,
  accepts: ["SV36a"],
  refuses: ["RQ1", "LI1", "LI2", "SV36"],
  step(state, input, context) {
    if (input.namespace === undefined) return refuse("RQ1");
    const exists = state.namespaces.includes(input.namespace);
    const bad = badPage(input);
    if (bad !== undefined) return !exists && context.may("SV36") ? refuse("SV36") : bad;
    if (exists) return accept({ serviceArns: any }, "SV36a");
    const isOurs = input.namespace.includes(context.namespace);
    return isOurs || !context.may("SV36a") ? refuse("SV36") : accept({ serviceArns: any }, "SV36a");
  },
});
