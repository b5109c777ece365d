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

/** Presses Tab from the focus to the last control of `part`; the focus never leaves the controls. */
export async function tabThrough(page: Page, part: Locator): Promise<void> {
  const seen: string[] = [];
  for (let pressed = 0; ; pressed += 1) {
    const { last, typing, stops } = await stopIn(part);
    if (last) return;
    if (pressed > stops) break;
    if (pressed === MANY && stops > MANY + SHORTLY) await goNearEnd(part);
    // Tab indents in a code editor; Escape before it leaves.
    if (typing) await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    const now = await focused(page);
    expect(now, `the focus after ${seen.slice(-3).join(" → ")}`).not.toBeNull();
    seen.push(now ?? "");
  }
  throw new Error(`The last control was not reached: ${seen.slice(-5).join(" → ")}`);
}

const goNearEnd = (part: Locator) =>
  part.evaluate((root, shortly) => {
    const all = [...root.querySelectorAll<HTMLElement>("a[href], button")].filter((one) => one.checkVisibility());
    all.at(-shortly)?.focus();
  }, SHORTLY);

/** Whether the focus is on the last control that Tab stops at in `part`, whether it is in a code editor, and how many stops there can be. */
const stopIn = (part: Locator) =>
  part.evaluate((root) => {
    const all = [
      ...root.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]"),
    ];
    const last = all.findLast(
      (one) => one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility({ visibilityProperty: true }),
    );
    const { activeElement } = document;
    return {
      last: last === activeElement,
      typing: activeElement?.matches(".cm-content") === true,
      stops: all.length,
    };
  });
