import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { TONES, type Tone } from "./badge";
import { classNames } from "./class-names";

/** A message across the page or the dialog. */
export function Notice({
  tone,
  icon: Icon,
  children,
  role,
}: {
  tone: Tone;
  icon: LucideIcon;
  children: ReactNode;
  role?: "status" | "alert";
}) {
  return (
    <div role={role} className={classNames("flex items-start gap-2 rounded-card px-3 py-2", TONES[tone])}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
