import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";

type ErrorStateProps = {
  title: string;
  /** The heading's level: 1 where this is all the page shows. */
  level?: 1 | 2;
  retry?: () => void;
  children?: ReactNode;
};

/** Shown in place of content that failed to load; `retry` adds a button that tries again. */
export function ErrorState({ title, level = 2, children, retry }: ErrorStateProps) {
  const Title = `h${level}` as const;
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <span aria-hidden className="grid size-10 place-items-center rounded-card bg-bad-wash text-bad">
        <TriangleAlert className="size-5" />
      </span>
      <Title className="font-semibold text-reading">{title}</Title>
      <div className="max-w-prose text-quiet">{children}</div>
      {retry ? (
        <Button onClick={retry} className="mt-2">
          <RotateCw aria-hidden /> Try again
        </Button>
      ) : null}
    </div>
  );
}
