import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

type TextAreaProps = Omit<ComponentProps<"textarea">, "id"> & {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** For code and documents. */
  mono?: boolean;
};

/** Several lines of text, with its label above and a hint or what is wrong below. */
export function TextArea({ label, hint, error, mono, className, ...rest }: TextAreaProps) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-label">
        {label}
      </label>
      <textarea
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={below ? `${id}-below` : undefined}
        className={classNames(
          "w-full min-w-0 rounded-control border border-edge bg-panel px-2.5 py-1.5 text-ink placeholder:text-quiet disabled:opacity-55 aria-invalid:border-bad",
          mono && "font-mono text-label",
          className,
        )}
        {...rest}
      />
      {below ? (
        <p id={`${id}-below`} className={classNames("text-label", error ? "text-bad" : "text-quiet")}>
          {below}
        </p>
      ) : null}
    </div>
  );
}
