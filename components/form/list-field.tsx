"use client";
import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { FieldModel, ListField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";
import { ListItem } from "./list-item";
import { useList } from "./use-list";

/**
 * An ordered list: items are added at the end, removed, and moved by buttons or Alt and the arrow keys. A list that also
 * allows a single bare item (such as a message of one part) looks like that item until there are two.
 */
export function ListField(props: FieldProps<Model>) {
  const { field, path, onChange } = props;
  const { readOnly, Field } = useForm();
  const list = useList(props);
  const { items } = list;

  const below = (
    <>
      {readOnly || (field.max !== null && items.length >= field.max) ? null : (
        <Button look="ghost" size="small" data-add onClick={list.add} className="justify-self-start">
          <Plus aria-hidden /> {field.meta.add ?? `Add ${list.itemTitle.toLowerCase()}`}
        </Button>
      )}
      <span role="status" className="sr-only">
        {list.announcement}
      </span>
    </>
  );

  if (field.bare && items.length === 1)
    return (
      <div {...list.list} className="grid min-w-0 gap-2">
        <Field key={list.keys[0]} field={asOnlyItem(field)} path={path} value={items[0]} onChange={onChange} />
        {below}
      </div>
    );
  return (
    <Frame field={field} path={path} as="group">
      {({ id, "aria-labelledby": labelledBy, "aria-describedby": describedBy }) => (
        <fieldset
          {...list.list}
          id={id}
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          className="grid min-w-0 gap-2"
        >
          {items.map((item, index) => (
            <ListItem
              key={list.keys[index]}
              field={field.item}
              path={`${path}.${index}`}
              index={index}
              count={items.length}
              removable={items.length > field.min}
              value={item}
              onChange={(next, also) => list.change(index, next, also)}
              onMove={(to) => list.move(index, to)}
              onRemove={() => list.remove(index)}
            />
          ))}
          {below}
        </fieldset>
      )}
    </Frame>
  );
}

/** The list's only item, labelled as the list. */
function asOnlyItem({ item, meta, optional }: Model): FieldModel {
  const { title, description = item.meta.description } = meta;
  return { ...item, optional, meta: { ...item.meta, title, description } };
}
