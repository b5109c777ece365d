import type { ReactNode } from "react";
import { useId } from "react";
import { classNames } from "./class-names";

type PanelProps = { title?: ReactNode; aside?: ReactNode; children: ReactNode; className?: string; flush?: boolean };

/** A bordered region of the page. `flush` lets its content reach the border, as a table needs. */
export function Panel({ title, aside, children, className, flush }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classNames("min-w-0 overflow-hidden rounded-card border border-line bg-panel", className)}
    >
      {title ? (
        <header className="flex min-h-10 items-center justify-between gap-3 border-line border-b px-4 py-1.5">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {aside}
        </header>
      ) : null}
      <div className={flush ? undefined : "p-4"}>{children}</div>
    </section>
  );
}
