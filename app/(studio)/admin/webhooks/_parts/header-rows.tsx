"use client";
import { Trash2 } from "lucide-react";
import { useId } from "react";
import { useItems } from "@/components/form/use-items";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { RowList } from "../../_parts/row-list";

export type HeaderRow = { name: string; value: string };

type HeaderRowsProps = {
  headers: readonly HeaderRow[];
  /** Names of headers whose values are kept while none is typed. */
  kept: readonly string[];
  /** By row and field: `1.value`. */
  errors: ReadonlyMap<string, string>;
  onChange: (headers: HeaderRow[]) => void;
};

/** Headers that are sent besides; values that are stored are never shown again. */
export function HeaderRows({ headers, kept, errors, onChange }: HeaderRowsProps) {
  const id = useId();
  const rows = useItems({
    items: headers,
    title: "Header",
    withNewItem: () => [...headers, { name: "", value: "" }],
    write: (next) => onChange([...next]),
  });
  return (
    <RowList title="Headers" add="Add header" rows={rows} wrong={errors.get("")}>
      {headers.map((header, at) => {
        const error = errors.get(`${at}.name`) ?? errors.get(`${at}.value`);
        const attributes = (field: string) =>
          errors.has(`${at}.${field}`)
            ? ({ "aria-invalid": true, "aria-describedby": `${id}-${at}-wrong` } as const)
            : {};
        return (
          <li key={rows.keys[at]} data-item={at}>
            <div className="grid items-center gap-2 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
              <Input
                aria-label={`Name of header ${at + 1}`}
                placeholder="Authorization"
                autoComplete="off"
                className="font-mono text-label"
                value={header.name}
                onChange={(event) => rows.change(at, { ...header, name: event.target.value })}
                {...attributes("name")}
              />
              <Input
                aria-label={`Value of header ${at + 1}`}
                placeholder={kept.includes(header.name) ? "Stays as it is" : "Value"}
                autoComplete="off"
                value={header.value}
                onChange={(event) => rows.change(at, { ...header, value: event.target.value })}
                {...attributes("value")}
              />
              <IconButton label={`Remove header ${at + 1}`} data-remove onClick={() => rows.remove(at)}>
                <Trash2 aria-hidden />
              </IconButton>
            </div>
            {error ? (
              <p id={`${id}-${at}-wrong`} className="mt-1 text-bad text-label">
                {error}
              </p>
            ) : null}
          </li>
        );
      })}
    </RowList>
  );
}
