import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** What to do where there is nothing yet. */
export function EmptyState({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span aria-hidden className="grid size-10 place-items-center rounded-card bg-well text-quiet">
        <Icon className="size-5" />
      </span>
      <h2 className="font-semibold text-reading">{title}</h2>
      <div className="w-full max-w-2xl space-y-3 text-quiet">{children}</div>
    </div>
  );
}
