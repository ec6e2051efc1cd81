import { eventPattern } from "./eventTexts.ts";

/** Digits as servers draw them for ids, of any length; no name in a plan has this form. */
const nearly = "[0-9a-f-]{8,}";

/** The permitted values of each kind of placeholder, and which kinds never repeat a value (rows A1, A5). */
export const placeholderKinds = {
  region: { pattern: "[a-z]{2}[a-z0-9-]*-\\d", unique: false },
  account: { pattern: "\\d{12}", unique: false },
  task: { pattern: "[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", unique: true, nearly },
  ec2Instance: { pattern: "i-[0-9a-f]+", unique: false },
  containerInstance: { pattern: "[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", unique: true, nearly },
  container: { pattern: "[0-9a-f-]{32,36}", unique: true, nearly },
  deployment: { pattern: "\\d{19}", unique: true, nearly },
  taskSet: { pattern: "\\d{19}", unique: true, nearly },
  serviceDeployment: { pattern: "[A-Za-z0-9_-]{21,22}", unique: true },
  serviceRevision: { pattern: "\\d{19}", unique: false },
  name: { pattern: "[a-zA-Z0-9_-]{1,255}", unique: false },
  event: { pattern: eventPattern, unique: false },
  foreign: { pattern: ".+", unique: false },
  word: { pattern: "[A-Za-z]+", unique: false },
  version: { pattern: "[0-9.]+|LATEST", unique: false },
} as const;
