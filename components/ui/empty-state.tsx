import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  /** The heading's level: 1 where this is all the page shows. */
  level?: 1 | 2;
  children?: ReactNode;
};

/** Shown in place of content that does not exist yet; says what to do. */
export function EmptyState({ icon: Icon, title, level = 2, children }: EmptyStateProps) {
  const Title = `h${level}` as const;
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span aria-hidden className="grid size-10 place-items-center rounded-card bg-well text-quiet">
        <Icon className="size-5" />
      </span>
      <Title className="font-semibold text-reading">{title}</Title>
      <div className="w-full max-w-2xl space-y-3 text-quiet">{children}</div>
    </div>
  );
}
