"use client";
import { type KeyboardEvent, useState } from "react";
import { Input } from "@/components/ui/field";
import type { NumberField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";
import { numberFrom, stepped, textOf } from "./number-text";

/**
 * A number with its unit and range; the arrow keys change it. A text that is not a number is kept, with an error below.
 */
export function NumberField({ field, path, value, onChange }: FieldProps<Model>) {
  const { readOnly } = useForm();
  const { integer, min, max, meta } = field;
  /** The text while the user types: `1.` is already the number 1, but must stay `1.`. */
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && numberFrom(typed) === value ? typed : textOf(value ?? field.fallback);

  function type(text: string) {
    setTyped(text);
    onChange(numberFrom(text));
  }
  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (by === undefined || readOnly) return;
    event.preventDefault();
    setTyped(null);
    onChange(stepped(value ?? field.fallback, by, min, max));
  }

  return (
    <Frame field={field} path={path}>
      {({ "aria-labelledby": _, ...control }) => (
        <span className="@container flex items-center gap-2">
          <Input
            {...control}
            inputMode={integer ? "numeric" : "decimal"}
            autoComplete="off"
            readOnly={readOnly}
            value={shown}
            placeholder={textOf(field.fallback)}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => setTyped(null)}
            className="max-w-24 tabular-nums"
          />
          <span className="@max-[10rem]:hidden text-label text-quiet">
            {[meta.unit, rangeOf(min, max)].filter(Boolean).join(" · ")}
          </span>
        </span>
      )}
    </Frame>
  );
}

function rangeOf(min: number | null, max: number | null): string {
  const said = (bound: number) => bound.toLocaleString("en-US");
  if (min !== null && max !== null) return `${said(min)} to ${said(max)}`;
  if (min !== null) return `from ${said(min)}`;
  return max === null ? "" : `up to ${said(max)}`;
}
