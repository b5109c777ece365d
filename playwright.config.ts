import { fileURLToPath } from "node:url";
import { defineConfig, devices } from "@playwright/test";

const CHROMIUM_ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"],
];

/** The Firefox that people have, by WebDriver BiDi: it does the journeys, where the machine has one. */
const firefox = process.env.FIREFOX && {
  name: "firefox",
  testMatch: "journey.spec.ts",
  use: {
    ...devices["Desktop Firefox"],
    channel: "moz-firefox",
    launchOptions: {
      executablePath: fileURLToPath(new URL("scripts/firefox-relay.mjs", import.meta.url)),
      // Else a person has to confirm each reading of the clipboard.
      firefoxUserPrefs: { "dom.events.testing.asyncClipboard": true },
    },
  },
};

/** The running product is started by `npm test`, which hands its address and the browsers over in the environment. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: ".patchcord/test/playwright",
  timeout: 180_000,
  // What is waited for may take a busy machine this long; what a page may take is measured by its benches.
  expect: { timeout: 45_000 },
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["line"], ["json", { outputFile: ".patchcord/test/playwright.json" }]],
  use: { baseURL: process.env.BASE_URL, screenshot: "only-on-failure" },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        launchOptions: { executablePath: process.env.CHROMIUM, args: CHROMIUM_ARGS },
      },
    },
    ...(firefox ? [firefox] : []),
  ],
});
