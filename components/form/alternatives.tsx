"use client";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { blankOf } from "./blank";
import type { FieldModel } from "./field-model";
import { useForm } from "./form-context";

type AlternativesProps = {
  /** The fields that can replace each other, the main one first. */
  ways: readonly (readonly [string, FieldModel])[];
  path: string;
  record: Readonly<Record<string, unknown>>;
  onChange: (next: Record<string, unknown>, also?: unknown) => void;
};

/** Of several fields that replace each other, shows the one with a value and a button that switches to the next. */
export function Alternatives({ ways, path, record, onChange }: AlternativesProps) {
  const { readOnly, Field } = useForm();
  const earlier = useRef(new Map<string, unknown>());
  const active = ways.findLastIndex(([key]) => record[key] !== undefined);
  const [key, field] = ways[Math.max(0, active)] as (typeof ways)[number];
  const shown = ways.length > 1 ? { ...field, optional: false } : field;
  const other = ways[(Math.max(0, active) + 1) % ways.length] as (typeof ways)[number];

  function switchTo([next, to]: (typeof ways)[number]) {
    earlier.current.set(key, record[key]);
    onChange({ [key]: undefined, [next]: earlier.current.get(next) ?? blankOf({ ...to, optional: false }) });
  }

  return (
    <div className="relative">
      <Field
        field={shown}
        path={`${path}.${key}`}
        value={record[key]}
        onChange={(next, also) => onChange({ [key]: next }, also)}
      />
      {ways.length > 1 && !readOnly ? (
        <Button
          look="ghost"
          size="small"
          className="-top-0.5 !h-5 !px-1 absolute right-0 font-normal"
          onClick={() => switchTo(other)}
        >
          Use {other[1].meta.title?.toLowerCase()}
        </Button>
      ) : null}
    </div>
  );
}
