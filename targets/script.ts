import { extname, join } from "node:path";

/** A script of ours to start as a program: TypeScript here, JavaScript where the package is installed. */
export const scriptBeside = ({ dirname, filename }: ImportMeta, name: string): string =>
  join(dirname, name + extname(filename));
