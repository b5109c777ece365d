import type { StepNode } from "./project";

/** The tokens that a picture of the flow is drawn in, as the theme has them now. */
const TOKENS = [
  "panel",
  "ink",
  "line",
  "step-line",
  "wire",
  "accent",
  "bad",
  "good",
  "live",
  "live-wash",
  "warn",
  "warn-wash",
  "voice",
  "logic",
  "data",
  "trigger",
  "end",
] as const;

export type Look = Readonly<Record<(typeof TOKENS)[number], string>> & { font: string };

export function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const colours = TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return { ...Object.fromEntries(colours), font: style.fontFamily } as Look;
}

/** The same as canvas.css has it for `.step-far`. */
export function borderOf({ data: { mark } }: StepNode, selected: boolean, look: Look): string {
  if (selected) return look.accent;
  if (mark === "failed") return look.bad;
  if (mark === "live") return look.live;
  if (mark === "done") return `color-mix(in oklch, ${look.good} 55%, ${look.line})`;
  return look["step-line"];
}

export function planeOf({ data: { heat } }: StepNode, look: Look): string {
  return heat === undefined ? look.panel : `color-mix(in oklch, ${look["live-wash"]} ${heat * 100}%, ${look.panel})`;
}
