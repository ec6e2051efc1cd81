import { randomBytes } from "node:crypto";

const tag = randomBytes(4).toString("hex").slice(0, 6);
let runs = 0;

/**
 * The prefix of the names of one run: `kfa3c2e0001-`. The tag differs in each process, so that two campaigns with one
 * seed on one server do not use the same names; it is not part of the plan.
 */
export const newRunPrefix = (letter: "k" | "s"): string => `${letter}${tag}${(runs++).toString(36).padStart(4, "0")}-`;
