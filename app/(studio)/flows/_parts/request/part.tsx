import { type ReactNode, useId } from "react";

/** A titled section of the panel. */
export function Part({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-2">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {lead ? <p className="text-quiet">{lead}</p> : null}
      {children}
    </section>
  );
}
