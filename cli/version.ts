import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** The version of this package. */
export const { version } = manifest.parse(JSON.parse(readFileSync(findPackageJSON(import.meta.url) ?? "", "utf8")));
