import type { Page } from "@playwright/test";

export type Point = { x: number; y: number };

/** An ordinary mouse reports at 125 Hz. */
const REPORT_MS = 8;
/** How far the drag goes to each side, and how long one turn takes: up to 1,000 px a second. */
const REACH = { x: 240, y: 90 };
const SWING_MS = 1500;
/** Pixels a wheel report, 1,000 a second. */
const WHEEL = 8;

/** A mouse that, like a real one, does not wait until the page has handled its last report. */
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

async function reportFor(forMs: number, at: (ms: number) => void): Promise<void> {
  const began = performance.now();
  for (let ms = 0; ms < forMs; ms = performance.now() - began) {
    at(ms);
    await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
  }
}

/** Presses at `from`, drags around it for `forMs`, and releases half a reach away. */
export async function dragAround(page: Page, from: Point, forMs: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  const { report, settle } = await mouse(page);
  report("mousePressed", from);
  await reportFor(forMs, (ms) => {
    const turn = (2 * Math.PI * ms) / SWING_MS;
    report("mouseMoved", { x: from.x - REACH.x * Math.sin(turn), y: from.y + REACH.y * Math.sin(turn / 2) });
  });
  const end = { x: from.x - REACH.x / 2, y: from.y + REACH.y / 2 };
  report("mouseMoved", end);
  report("mouseReleased", end);
  await settle();
}

/** Turns the wheel sideways at `over` for `forMs`, which pans the view in one direction. */
export async function turnWheel(page: Page, over: Point, forMs: number): Promise<void> {
  await page.mouse.move(over.x, over.y);
  const { report, settle } = await mouse(page);
  await reportFor(forMs, () => report("mouseWheel", over, WHEEL));
  await settle();
}

/** An empty point of the canvas, from which a drag pans the view. */
export async function emptyPoint(page: Page): Promise<Point> {
  const { x, y, width, height } = await canvasBox(page);
  for (const down of [0.5, 0.35, 0.65, 0.2, 0.8])
    for (let across = 0.5; across < 0.9; across += 0.02) {
      const point = { x: x + width * across, y: y + height * down };
      if ((await elementAt(page, point)).is === "pane") return point;
    }
  throw new Error("The canvas is full: there is nowhere to take hold of it.");
}

/** A step near the canvas's middle, and a point on it. */
export async function middleStep(page: Page): Promise<{ id: string; point: Point }> {
  const { x, y, width, height } = await canvasBox(page);
  for (let off = 0; off < 320; off += 4)
    for (const [across, down] of [
      [off, 0],
      [0, off],
      [-off, 0],
      [0, -off],
      [off, off],
      [-off, off],
      [-off, -off],
      [off, -off],
    ] as const) {
      const point = { x: x + width / 2 + across, y: y + height / 2 + down };
      const found = await elementAt(page, point);
      if (found.is === "step") return { id: found.id, point };
    }
  throw new Error("There is no step near the canvas's middle.");
}

/** What is at a point. Moves the mouse there first: zoomed out, only the step under the pointer is an element. */
async function elementAt(page: Page, point: Point): Promise<{ is: "pane" | "other" } | { is: "step"; id: string }> {
  await page.mouse.move(point.x, point.y);
  return page.evaluate(({ x, y }) => {
    const element = document.elementFromPoint(x, y);
    if (element?.classList.contains("react-flow__pane")) return { is: "pane" };
    const step = element?.closest<HTMLElement>(".react-flow__node-step");
    return step && !element?.closest(".nodrag, .exit-handle") ? { is: "step", id: step.dataset.id! } : { is: "other" };
  }, point);
}

async function canvasBox(page: Page) {
  const box = await page.locator(".react-flow__pane").boundingBox();
  if (!box) throw new Error("There is no canvas.");
  return box;
}
