import { defineConfig } from "vitest/config";

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
