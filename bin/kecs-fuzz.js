#!/usr/bin/env node
import { existsSync } from "node:fs";

// The way in, in JavaScript that an old Node can read: it says which Node is needed where the rest would not parse.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  // In a checkout the sources; the package has them as JavaScript.
  const sources = new URL("../cli/main.ts", import.meta.url);
  await import(existsSync(sources) ? sources.href : "../dist/cli/main.js");
} else {
  console.error(
    `kecs-fuzz: Node ${process.versions.node} is too old, 22.18 is needed: npm ci brings one, and npm run fuzz uses it`,
  );
  process.exitCode = 2;
}
