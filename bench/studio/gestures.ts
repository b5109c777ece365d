import type { Page } from "@playwright/test";

export type Point = { x: number; y: number };

/** As often as a plain mouse reports. */
const REPORT_MS = 8;
/** How far a hand goes to either side, and how long it takes to come back: up to 1,000 px a second. */
const REACH = { x: 240, y: 90 };
const SWING_MS = 1500;
/** Pixels a report of the wheel: 1,000 a second. */
const WHEEL = 8;

/** The mouse itself: it moves on without waiting until the page has dealt with what it did before. */
async function mouse(page: Page) {
  const session = await page.context().newCDPSession(page);
  const sent: Promise<unknown>[] = [];
  const report = (
    type: "mousePressed" | "mouseMoved" | "mouseReleased" | "mouseWheel",
    { x, y }: Point,
    deltaX = 0,
  ) => {
    const button = type === "mouseWheel" ? "none" : "left";
    const buttons = type === "mouseWheel" || type === "mouseReleased" ? 0 : 1;
    const clickCount = type === "mousePressed" || type === "mouseReleased" ? 1 : 0;
    sent.push(session.send("Input.dispatchMouseEvent", { type, x, y, button, buttons, clickCount, deltaX, deltaY: 0 }));
  };
  const settle = async () => {
    await Promise.all(sent);
    await session.detach();
  };
  return { report, settle };
}

async function reporting(forMs: number, at: (ms: number) => void): Promise<void> {
  const began = performance.now();
  for (let ms = 0; ms < forMs; ms = performance.now() - began) {
    at(ms);
    await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
  }
}

/** Presses at `from`, swings about for so long, and lets go a hand's breadth further. */
export async function swing(page: Page, from: Point, forMs: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  const { report, settle } = await mouse(page);
  report("mousePressed", from);
  await reporting(forMs, (ms) => {
    const turn = (2 * Math.PI * ms) / SWING_MS;
    report("mouseMoved", { x: from.x - REACH.x * Math.sin(turn), y: from.y + REACH.y * Math.sin(turn / 2) });
  });
  const end = { x: from.x - REACH.x / 2, y: from.y + REACH.y / 2 };
  report("mouseMoved", end);
  report("mouseReleased", end);
  await settle();
}

/** Turns the wheel sideways at `over` for so long: the view travels on and on. */
export async function roll(page: Page, over: Point, forMs: number): Promise<void> {
  await page.mouse.move(over.x, over.y);
  const { report, settle } = await mouse(page);
  await reporting(forMs, () => report("mouseWheel", over, WHEEL));
  await settle();
}

/** A point of the canvas where nothing lies: from there the view is moved. */
export async function emptyPoint(page: Page): Promise<Point> {
  const found = await page.evaluate(() => {
    const { left, top, width, height } = document.querySelector(".react-flow__pane")!.getBoundingClientRect();
    for (const down of [0.5, 0.35, 0.65, 0.2, 0.8])
      for (let across = 0.5; across < 0.9; across += 0.02) {
        const point = { x: left + width * across, y: top + height * down };
        if (document.elementFromPoint(point.x, point.y)?.classList.contains("react-flow__pane")) return point;
      }
    return null;
  });
  if (!found) throw new Error("The canvas is full: there is nowhere to take hold of it.");
  return found;
}

/** The step nearest the canvas's middle, and a point on its title. */
export async function middleStep(page: Page): Promise<{ id: string; point: Point }> {
  return page.evaluate(() => {
    const { left, top, width, height } = document.querySelector(".react-flow__pane")!.getBoundingClientRect();
    const off = (box: DOMRect) => Math.hypot(box.x - left - width / 2, box.y - top - height / 2);
    const [nearest] = [...document.querySelectorAll<HTMLElement>(".react-flow__node-step")]
      .map((element) => ({ id: element.dataset.id!, box: element.getBoundingClientRect() }))
      .sort((a, b) => off(a.box) - off(b.box));
    const { id, box } = nearest!;
    return { id, point: { x: box.x + box.width / 2, y: box.y + Math.min(20, box.height / 2) } };
  });
}
