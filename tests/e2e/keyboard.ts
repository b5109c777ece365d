import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any screen has; a walk that takes longer has missed what it looked for. */
const MAX_STOPS = 80;

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses a key until the target has the focus, as somebody without a mouse would. Waits for the target to be there. */
async function walk(page: Page, target: Locator, key: string): Promise<void> {
  for (let pressed = 0; pressed < MAX_STOPS; pressed += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  await expect(target, `reached by pressing ${key}`).toBeFocused();
}

export const tabTo = (page: Page, target: Locator): Promise<void> => walk(page, target, "Tab");
export const tabBackTo = (page: Page, target: Locator): Promise<void> => walk(page, target, "Shift+Tab");

/** Goes to a button or a link and presses it. */
async function pressOn(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** From any line of the outline to another, by the arrow keys alone. */
export async function lineTo(page: Page, name: string | RegExp): Promise<void> {
  await page.keyboard.press("Home");
  await walk(page, page.getByRole("treeitem", { name }).first(), "ArrowDown");
}

/** Goes to a list of choices, opens it, and takes the first that is found by typing. */
export async function chooseIn(page: Page, list: Locator, wanted: string): Promise<void> {
  await pressOn(page, list);
  const search = page.getByRole("combobox", { name: "Search", exact: true });
  await expect(search).toBeFocused();
  await page.keyboard.type(wanted);
  await expect(page.getByRole("option").first()).toContainText(wanted);
  await page.keyboard.press("Enter");
  await expect(list).toContainText(wanted);
}

/** What has the focus, in words; null if it is the page itself, and so nothing. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    return `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 40)}`;
  });

/** Some control has the focus, as soon as what is under way is over. */
export async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => focused(page), { message: "the focus is on some control" }).not.toBeNull();
}

/** A reference has hundreds of like controls: behind so many the walk goes on shortly before the last. */
const MANY = 150;
const SHORTLY = 10;

/** So many keys are pressed before the page is asked where they led: asking takes longer than pressing. */
const AT_ONCE = 8;

/** Presses Tab from the focus to the last control of `part`; the focus never leaves the controls. */
export async function tabThrough(page: Page, part: Locator): Promise<void> {
  const { stops, ...start } = await follow(part);
  let { typing, done } = start;
  for (let pressed = 0; !done && pressed <= stops; ) {
    if (pressed > MANY && pressed < stops - SHORTLY) {
      await goNearEnd(part);
      pressed = stops - SHORTLY;
    }
    // Tab indents in a code editor; Escape before it leaves.
    if (typing) await page.keyboard.press("Escape");
    const presses = start.hasCode ? 1 : AT_ONCE;
    for (let nth = 0; nth < presses; nth += 1) await page.keyboard.press("Tab");
    pressed += presses;
    const walk = await walked(page);
    expect(walk.lost, `lost the focus after ${walk.seen.slice(-3).join(" → ")}`).toBe(false);
    ({ typing, done } = walk);
  }
  expect(done, `the last control was reached: ${(await walked(page)).seen.slice(-5).join(" → ")}`).toBe(true);
}

const goNearEnd = (part: Locator) =>
  part.evaluate((root, shortly) => {
    const all = [...root.querySelectorAll<HTMLElement>("a[href], button")].filter((one) => one.checkVisibility());
    all.at(-shortly)?.focus();
  }, SHORTLY);

/** What the page saw of a walk: the controls that had the focus, and whether nothing had it before the last control did. */
type Walk = { seen: string[]; lost: boolean; done: boolean; typing: boolean };
declare global {
  interface Window {
    walk?: Walk;
  }
}

const walked = (page: Page): Promise<Walk> => page.evaluate(() => window.walk as Walk);

/** Lets the page write down the walk through `part`; says how many stops there can be, and whether one is a code editor. */
const follow = (part: Locator) =>
  part.evaluate((root) => {
    const stops = "a[href], button, input, select, textarea, summary, [tabindex]";
    const isLast = (element: Element | null) =>
      element ===
      [...root.querySelectorAll<HTMLElement>(stops)].findLast(
        (one) => one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility({ visibilityProperty: true }),
      );
    const walk = { seen: [] as string[], lost: false, done: false, typing: false };
    const note = () => {
      const { activeElement } = document;
      if (walk.done || !activeElement || activeElement === document.body) return;
      walk.seen.push(activeElement.getAttribute("aria-label") ?? activeElement.textContent?.slice(0, 40) ?? "");
      walk.typing = activeElement.matches(".cm-content");
      walk.done = isLast(activeElement);
    };
    const isOn = () => document.activeElement && document.activeElement !== document.body;
    document.addEventListener("focusin", note);
    document.addEventListener("focusout", ({ relatedTarget }) => {
      // What takes the focus over by itself does so before the next frame.
      if (!relatedTarget && !walk.done)
        requestAnimationFrame(() => setTimeout(() => (walk.lost ||= !isOn() && !walk.done)));
    });
    note();
    window.walk = walk;
    // Month, day, year, hour, minute, half of the day and the calendar: Tab stops at each part of a moment.
    const partsOfMoments = 6 * root.querySelectorAll("input[type=datetime-local]").length;
    const all = [...root.querySelectorAll(stops)];
    return { ...walk, stops: all.length + partsOfMoments, hasCode: root.querySelector(".cm-content") !== null };
  });
