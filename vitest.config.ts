import { defineConfig } from "vitest/config";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Node ${process.versions.node} is too old, 22.18 is needed: npm ci brings one, and npm test uses it`);
  process.exit(2);
}

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // Tests start servers and processes of their own: more at once than cores only makes them wait for each other.
    maxWorkers: 2,
    // Only tests that mostly wait run at once within a file.
    maxConcurrency: 16,
  },
});
