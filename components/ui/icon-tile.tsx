import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names";

export const HUES = {
  trigger: "bg-trigger-wash text-trigger",
  voice: "bg-voice-wash text-voice",
  logic: "bg-logic-wash text-logic",
  data: "bg-data-wash text-data",
  end: "bg-end-wash text-end",
} as const;
export type Hue = keyof typeof HUES;

export function IconTile({ hue, icon: Icon }: { hue: Hue; icon: LucideIcon }) {
  return (
    <span aria-hidden className={classNames("grid size-6 shrink-0 place-items-center rounded-control", HUES[hue])}>
      <Icon className="size-3.5" />
    </span>
  );
}
