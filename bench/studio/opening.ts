import type { Page } from "@playwright/test";

type Painted = Window & { paintedAt?: number };

/**
 * Milliseconds from the start of the navigation to `path` until its first steps are painted. Steps that exist when a frame
 * begins are painted at its end, so the first task after that frame notes the time.
 */
export async function timeToSteps(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: "commit" });
  await page.waitForFunction(() => (window as Painted).paintedAt !== undefined, undefined, { polling: 100 });
  return page.evaluate(() => (window as Painted).paintedAt!);
}

/** Makes every further page note when it painted its first steps. */
export async function notePaintedSteps(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      (window as Painted).paintedAt = performance.now();
    };
    const look = () => {
      if (document.querySelector(".react-flow__node-step .step-name")) port1.postMessage(null);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
