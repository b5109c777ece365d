"use client";
import { useRef, useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { blankOf } from "./blank";
import type { FieldModel, UnionField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";
import { GroupFields } from "./group-field";
import { couldBe, memberOf } from "./member-of";

const SIDE_BY_SIDE = 48;

/** One of several shapes, chosen by title. Switching back to a shape restores what was typed in it. */
export function UnionField({ field, path, value, onChange }: FieldProps<Model>) {
  const { readOnly } = useForm();
  const { members } = field;
  const current = value ?? field.fallback;
  const earlier = useRef(new Map<number, unknown>());
  const [picked, setPicked] = useState<number | null>(null);
  const isPickValid = picked !== null && members[picked] && couldBe(members[picked], current);
  const at = isPickValid ? picked : memberOf(members, current);
  const member = members[at];
  const choices = members.map((one, index) => ({ value: String(index), label: one.meta.title ?? `Way ${index + 1}` }));
  const few = members.length <= 3 && choices.map(({ label }) => label).join("").length <= SIDE_BY_SIDE;

  function pick(next: string | null) {
    const index = Number(next);
    const other = members[index];
    if (!other || index === at) return;
    earlier.current.set(at, current);
    setPicked(index);
    onChange(earlier.current.has(index) ? earlier.current.get(index) : blankOf(other));
  }

  return (
    <Frame field={field} path={path} as={few ? "group" : "control"} outer>
      {(control) => (
        <div className="grid gap-2">
          {few ? (
            <Segmented {...control} value={String(at)} choices={choices} onChange={pick} disabled={readOnly} />
          ) : (
            <Select label={control} value={String(at)} choices={choices} onChange={pick} disabled={readOnly} />
          )}
          {member ? <Member key={at} field={member} path={path} value={current} onChange={onChange} /> : null}
        </div>
      )}
    </Frame>
  );
}

/** A member's fields. A single field has no label: the choice above names it already. */
function Member({ field, path, value, onChange }: FieldProps) {
  const { Field } = useForm();
  if (field.kind === "group") return <GroupFields field={field} path={path} value={value} onChange={onChange} />;
  return <Field field={untitled(field)} path={path} value={value} onChange={onChange} />;
}

const untitled = (field: FieldModel): FieldModel => ({
  ...field,
  meta: { ...field.meta, title: undefined },
});
