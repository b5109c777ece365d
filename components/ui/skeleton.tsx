import { classNames } from "./class-names";

/** A grey box in the shape of content that is loading. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("h-4 animate-wait rounded-tag bg-hover", className)} />;
}

/** Tells screen readers that something is loading. */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="sr-only">
      Loading {what}…
    </p>
  );
}
