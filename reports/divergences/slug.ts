import type { ReportedDivergence } from "../document.ts";

/** A signature in an address or a file name, where it stays the same in later campaigns. */
export const slugOf = ({ signature }: Pick<ReportedDivergence, "signature">): string =>
  signature
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
