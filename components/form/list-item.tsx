"use client";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import type { FieldModel } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { GroupFields } from "./group-field";

type ListItemProps = FieldProps & {
  index: number;
  count: number;
  removable: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
};

const SMALL = "!size-6 [&_svg]:!size-3.5";

/** One item of a list: its title, its buttons, its fields. */
export function ListItem({ field, path, value, onChange, index, count, removable, onMove, onRemove }: ListItemProps) {
  const { id, readOnly, Field } = useForm();
  const title = `${field.meta.title ?? "Item"} ${index + 1}`;
  const titleId = `${id}-${path}-title`;

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || readOnly || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(event.key === "ArrowUp" ? index - 1 : index + 1);
  }

  const moves = readOnly ? null : (
    <>
      <IconButton
        label={`Move ${title.toLowerCase()} up`}
        className={SMALL}
        data-move="up"
        aria-disabled={index === 0}
        onClick={() => onMove(index - 1)}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        label={`Move ${title.toLowerCase()} down`}
        className={SMALL}
        data-move="down"
        aria-disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      >
        <ArrowDown aria-hidden />
      </IconButton>
      <IconButton
        label={`Remove ${title.toLowerCase()}`}
        className={SMALL}
        data-remove
        disabled={!removable}
        onClick={onRemove}
      >
        <Trash2 aria-hidden />
      </IconButton>
    </>
  );

  // A single text is shown as a line, not as a card.
  if (field.kind === "text")
    return (
      <fieldset
        data-item={index}
        data-field={path}
        aria-labelledby={titleId}
        onKeyDown={onKeyDown}
        className="relative min-w-0 pr-20"
      >
        <span id={titleId} className="sr-only">
          {title}
        </span>
        <Field field={unlabelled(field)} path={path} value={value} onChange={onChange} />
        <div className={classNames("absolute right-0 flex items-center", isHeaded(field) ? "top-7" : "top-1")}>
          {moves}
        </div>
      </fieldset>
    );
  return (
    <fieldset
      data-item={index}
      data-field={path}
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      className="min-w-0 rounded-control border border-line bg-page"
    >
      <div className="flex h-8 items-center gap-0.5 pr-1 pl-2.5">
        <span id={titleId} className="min-w-0 flex-1 truncate font-medium text-label text-quiet">
          {title}
        </span>
        {moves}
      </div>
      <div className="px-2.5 pb-2.5">
        {field.kind === "group" ? (
          <GroupFields field={field} path={path} value={value} onChange={onChange} />
        ) : (
          <Field field={unlabelled(field)} path={path} value={value} onChange={onChange} />
        )}
      </div>
    </fieldset>
  );
}

/** A template field has a button above its input. */
const isHeaded = (field: FieldModel) => field.meta.is === "template";

/** The field without its label: the item's title replaces it. */
const unlabelled = (field: FieldModel): FieldModel => ({
  ...field,
  meta: { ...field.meta, title: undefined },
});
