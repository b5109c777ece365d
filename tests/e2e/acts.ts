import type { Page } from "@playwright/test";

/** What a person has done on the page: each entry names one act or one key, in order. */
export type Doings = {
  /** Clicks and drags, fields that were typed in and left, and keys that neither type nor leave such a field. */
  acts: string[];
  /** Keys pressed, without those that type a text into a field. */
  keys: string[];
};

/** Counts from here on, in the browser itself, so that no helper of a test can do anything uncounted. */
export async function countDoings(page: Page): Promise<Doings> {
  const doings: Doings = { acts: [], keys: [] };
  await page.exposeFunction("reportDoing", (kind: "act" | "key", what: string) => {
    if (kind === "act") doings.acts.push(what);
    else doings.keys.push(what);
  });
  await page.addInitScript(watch);
  await page.evaluate(watch);
  return doings;
}

/** Runs in the page. */
function watch(): void {
  const { reportDoing } = window as unknown as { reportDoing: (kind: "act" | "key", what: string) => void };
  const NO_TEXT = ["checkbox", "radio", "range", "button", "submit"];
  const isText = (target: EventTarget | null): target is HTMLElement =>
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && !NO_TEXT.includes(target.type)));
  const nameOf = (target: EventTarget | null) => {
    const element = target instanceof Element ? (target.closest("button, a, label, [role]") ?? target) : null;
    return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim().slice(0, 40);
  };
  /** The field that has been typed in since it got the focus, until a key leaves it. */
  let typedIn: EventTarget | null = null;
  // What a page does to itself is no doing of a person's.
  const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
    window.addEventListener(type, (event) => event.isTrusted && listener(event), { capture: true });
  on("pointerdown", ({ target }) => reportDoing("act", `click ${nameOf(target)}`));
  on("focusin", () => {
    typedIn = null;
  });
  on("input", ({ target }) => {
    if (!isText(target) || target === typedIn) return;
    typedIn = target;
    reportDoing("act", `field ${target.getAttribute("aria-label") ?? target.id}`);
  });
  on("keydown", ({ key, target, ctrlKey, metaKey }) => {
    if (["Control", "Shift", "Meta", "Alt"].includes(key)) return;
    const types = isText(target) && !ctrlKey && !metaKey && (key.length === 1 || key === "Backspace");
    if (types) return;
    reportDoing("key", key);
    const leaves = typedIn !== null && typedIn === target && ["Enter", "Tab", "Escape"].includes(key);
    if (leaves) typedIn = null;
    else reportDoing("act", `key ${key}`);
  });
}
