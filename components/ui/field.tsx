import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export const CONTROL =
  "h-8 w-full min-w-0 rounded-control border border-edge bg-panel px-2.5 text-ink placeholder:text-quiet disabled:opacity-55 aria-invalid:border-bad";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(CONTROL, className)} {...rest} />;
}

type LabelledProps = {
  label: string;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** Renders the control with the attributes that connect it to its label and to the text below. */
  children: (attributes: { id: string; "aria-invalid"?: true; "aria-describedby"?: string }) => ReactNode;
};

/** A control with its label above and a hint or an error below. */
export function Labelled({ label, hint, error, children }: LabelledProps) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-medium text-label">
        {label}
      </label>
      {children({
        id,
        ...(error ? { "aria-invalid": true } : {}),
        ...(below ? { "aria-describedby": `${id}-below` } : {}),
      })}
      {below ? (
        <p id={`${id}-below`} className={classNames("text-label", error ? "text-bad" : "text-quiet")}>
          {below}
        </p>
      ) : null}
    </div>
  );
}

type FieldProps = Omit<ComponentProps<"input">, "id"> & { label: string; hint?: ReactNode; error?: string | null };

/** One line of text. */
export function Field({ label, hint, error, ...rest }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(attributes) => <Input {...attributes} {...rest} />}
    </Labelled>
  );
}
