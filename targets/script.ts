import { extname, join } from "node:path";

/** The path of a script in the same folder: TypeScript in the repository, JavaScript in the installed package. */
export const scriptBeside = ({ dirname, filename }: ImportMeta, name: string): string =>
  join(dirname, name + extname(filename));
