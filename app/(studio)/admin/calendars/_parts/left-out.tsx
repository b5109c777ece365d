import type { IcsDates } from "./calendar";

/** How many events a reading left out and why; those that could not be read each with its line. */
export function LeftOut({ timed, free, unread, leftOut }: Omit<IcsDates, "dates">) {
  const parts = [
    timed > 0 ? `${timed} at times of day` : "",
    free > 0 ? `${free} marked as free` : "",
    unread > 0 ? `${unread} that cannot be read` : "",
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <div className="text-quiet">
      Events left out: {parts.join(", ")}.
      {leftOut.length > 0 ? (
        <ul className="mt-1 max-h-28 list-disc overflow-y-auto pl-5 text-label">
          {leftOut.map(({ line, title, reason }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line can have several faults, and an item holds nothing of its own.
            <li key={at}>
              Line {line}
              {title ? `, ${title}` : ""}: {reason}
            </li>
          ))}
          {unread > leftOut.length ? <li>and {unread - leftOut.length} more</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
