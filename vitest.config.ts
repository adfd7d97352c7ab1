import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/support/temporary.ts",
    pool: "forks",
    // Two cores: more would only make child processes wait for each other.
    maxWorkers: 2,
    testTimeout: 180_000,
  },
});
