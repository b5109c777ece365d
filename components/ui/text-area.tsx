import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Labelled } from "./field";

type TextAreaProps = Omit<ComponentProps<"textarea">, "id"> & {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** Uses the monospace font, for code. */
  mono?: boolean;
};

/** A labelled textarea. */
export function TextArea({ label, hint, error, mono, className, ...rest }: TextAreaProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(attributes) => (
        <textarea
          {...attributes}
          className={classNames(
            "w-full min-w-0 rounded-control border border-edge bg-panel px-2.5 py-1.5 text-ink placeholder:text-quiet disabled:opacity-55 aria-invalid:border-bad",
            mono && "font-mono text-label",
            className,
          )}
          {...rest}
        />
      )}
    </Labelled>
  );
}
