import type { StepNode } from "../scene/project";

/** The design tokens that the picture is painted with. */
const TOKENS = [
  "page",
  "panel",
  "ink",
  "quiet",
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
  "person-1",
  "person-2",
  "person-3",
  "person-4",
  "person-5",
  "person-6",
  "voice-wash",
  "logic-wash",
  "data-wash",
  "trigger-wash",
  "end-wash",
] as const;

export type Colours = Readonly<Record<(typeof TOKENS)[number], string>> & { font: string };

/** The tokens' values in the current theme. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const values = TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return { ...Object.fromEntries(values), font: style.fontFamily } as Colours;
}

/** The border of a step; the same colours as `.step-far` has in canvas.css. */
export function borderOf({ data: { mark, outline } }: StepNode, selected: boolean, colours: Colours): string {
  if (selected) return colours.accent;
  if (outline && outline.colour in colours) return colours[outline.colour as keyof Colours];
  if (mark === "failed") return colours.bad;
  if (mark === "live") return colours.live;
  if (mark === "done") return `color-mix(in oklch, ${colours.good} 55%, ${colours.line})`;
  return colours["step-line"];
}

/** The background of a step; with heat, the same mix as canvas.css has for `--heat`. */
export function fillOf({ data: { figure } }: StepNode, colours: Colours): string {
  return figure === undefined
    ? colours.panel
    : `color-mix(in oklch, ${colours["live-wash"]} ${figure.heat * 100}%, ${colours.panel})`;
}
