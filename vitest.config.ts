import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": path.resolve(".") } },
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    pool: "forks",
    // Tests talk to a real database and real sockets on two cores.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A condition is waited for as long as a busy machine may need.
    expect: { poll: { timeout: 15_000, interval: 20 } },
    projects: [
      { extends: true, test: { name: "all", include: ["tests/**/*.test.ts"] } },
      // The hot routes have two mounts: what is asked of the front is asked of the framework's, too.
      {
        extends: true,
        test: {
          name: "framework's mount",
          include: ["tests/{api,oauth}/**/*.test.ts"],
          exclude: ["tests/api/rate-store.test.ts"],
          env: { API_MOUNT: "framework" },
        },
      },
    ],
  },
});
