import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export const TONES = {
  live: "bg-live-wash text-live",
  good: "bg-good-wash text-good",
  bad: "bg-bad-wash text-bad",
  warn: "bg-warn-wash text-warn",
  off: "bg-off-wash text-off",
} as const;
export type Tone = keyof typeof TONES;

/** A state as icon, word and colour: any one of them is enough to read it. */
export function Badge({ tone, icon: Icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-tag align-middle px-1.5 font-medium text-label",
        TONES[tone],
      )}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      {children}
    </span>
  );
}

const PLAIN_TONES = {
  live: "text-live",
  good: "text-good",
  bad: "text-bad",
  warn: "text-warn",
  off: "text-quiet",
} as const;

/** A badge without its background, for states that matter less. */
export function Status({ tone, icon: Icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  return (
    <span className={classNames("inline-flex items-center gap-1 whitespace-nowrap align-middle", PLAIN_TONES[tone])}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {children}
    </span>
  );
}
