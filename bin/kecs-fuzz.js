#!/usr/bin/env node
// The way in, in JavaScript that an old Node can read: it says which Node is needed where the rest would not parse.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 18)) {
  await import("../cli/main.ts");
} else {
  console.error(
    `kecs-fuzz: Node ${process.versions.node} is too old, 22.18 is needed: npm ci brings one, and npm run fuzz uses it`,
  );
  process.exitCode = 2;
}
