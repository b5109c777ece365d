import { classNames } from "./class-names";

/** Stands where something will be, in its shape. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("h-4 animate-wait rounded-tag bg-hover", className)} />;
}

/** Says once, to those who cannot see the shapes, that something is loading. */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="sr-only">
      Loading {what}…
    </p>
  );
}
