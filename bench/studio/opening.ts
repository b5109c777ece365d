import type { Page } from "@playwright/test";

type Painted = Window & { paintedAt?: number };

/**
 * Milliseconds from the start of the navigation to `path` until its first steps are on the screen. Steps that are there
 * when a frame begins are painted by its end: what is noted is the first task after it.
 */
export async function timeToSteps(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: "commit" });
  await page.waitForFunction(() => (window as Painted).paintedAt !== undefined, undefined, { polling: 100 });
  return page.evaluate(() => (window as Painted).paintedAt!);
}

/** Has every page from now on note when it painted its first steps. */
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
