import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

type Option = { value: string; label: ReactNode; text?: ReactNode };

type ChoicesProps = {
  label: string;
  options: readonly Option[];
  error?: string | null;
  className?: string;
} & (
  | { kind: "one"; value: string; onChange: (value: string) => void }
  | { kind: "many"; value: readonly string[]; onChange: (value: string[]) => void }
);

/** Radio buttons (`one`) or checkboxes (`many`), each with a line that explains it. */
export function Choices({ label, options, error, className, ...choice }: ChoicesProps) {
  const id = useId();
  const chosen = (value: string) => (choice.kind === "one" ? choice.value === value : choice.value.includes(value));
  function choose(value: string, on: boolean) {
    if (choice.kind === "one") choice.onChange(value);
    else choice.onChange(on ? [...choice.value, value] : choice.value.filter((other) => other !== value));
  }
  return (
    <fieldset className={classNames("min-w-0", className)} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 font-medium text-label">{label}</legend>
      <div className="divide-y divide-line rounded-card border border-edge">
        {options.map(({ value, label: name, text }) => (
          <label key={value} className="flex cursor-pointer items-start gap-2.5 px-3 py-2 hover:bg-hover">
            <input
              type={choice.kind === "one" ? "radio" : "checkbox"}
              name={id}
              value={value}
              checked={chosen(value)}
              aria-invalid={error ? true : undefined}
              onChange={(event) => choose(value, event.target.checked)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block font-medium">{name}</span>
              {text ? <span className="block text-label text-quiet">{text}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-bad text-label">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
