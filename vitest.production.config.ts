import path from "node:path";
import { defineConfig } from "vitest/config";

/** The call scripts and what only several processes can get wrong, against the production shape (npm run test:production). */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(".") } },
  test: {
    include: ["tests/production/**/*.production.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 180_000,
    expect: { poll: { timeout: 45_000 } },
    hookTimeout: 240_000,
  },
});
