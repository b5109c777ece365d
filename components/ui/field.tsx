import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export const CONTROL =
  "h-8 w-full min-w-0 rounded-control border border-edge bg-panel px-2.5 text-ink placeholder:text-quiet disabled:opacity-55 aria-invalid:border-bad";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(CONTROL, className)} {...rest} />;
}

type FieldProps = Omit<ComponentProps<"input">, "id"> & { label: string; hint?: ReactNode; error?: string | null };

/** An input with its label above, and a hint or what is wrong below. */
export function Field({ label, hint, error, ...rest }: FieldProps) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-label">
        {label}
      </label>
      <Input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={below ? `${id}-below` : undefined}
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
