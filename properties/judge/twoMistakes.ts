import type { OutcomeName } from "../../model/operationFacts.ts";
import type { Fault } from "./fault.ts";

/**
 * A refusal is drawn with a single mistake (row G10). After a fault of the server a command may have a second one, for
 * example because its service is no longer there: the model then refuses it by another rule than the one for which it was
 * `drawn`. Which of the two mistakes the server reports is not judged.
 */
export const mayHaveTwoMistakes = (fault: Fault | undefined, drawn: OutcomeName | undefined): boolean =>
  fault?.kind === "error" && fault.part !== "status" && fault.rule !== drawn;
