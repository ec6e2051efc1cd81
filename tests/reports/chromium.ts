import { existsSync } from "node:fs";

/** Debian's chromium, or another that CHROMIUM names. */
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const hasChromium = existsSync(executablePath);
