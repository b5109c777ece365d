// A browser for the tests: CHROMIUM, the machine's own, Playwright's, or one that comes in a package.
import { existsSync } from "node:fs";

export async function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  if (existsSync("/usr/bin/chromium")) return "/usr/bin/chromium";
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  // Told that it runs on a bare machine, the package brings the shared libraries (NSS) along as well.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}
