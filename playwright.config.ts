import { defineConfig, devices } from "@playwright/test";

/** The running product is started by `npm test`, which hands its address and the browser over in the environment. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: ".patchcord/test/playwright",
  timeout: 180_000,
  // What is waited for may take a busy machine this long; what a page may take is measured by its benches.
  expect: { timeout: 45_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["line"], ["json", { outputFile: ".patchcord/test/playwright.json" }]],
  use: {
    baseURL: process.env.BASE_URL,
    trace: "retain-on-failure",
    ...devices["Desktop Chrome"],
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        ...["--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"],
      ],
    },
  },
});
