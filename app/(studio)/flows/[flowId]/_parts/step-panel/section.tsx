import { type ReactNode, useId } from "react";

/** A titled section of the panel. */
export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3 p-4">
      <div>
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {text ? <p className="text-label text-quiet">{text}</p> : null}
      </div>
      {children}
    </section>
  );
}
