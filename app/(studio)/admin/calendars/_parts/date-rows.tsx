"use client";
import { Plus, Trash2, Upload } from "lucide-react";
import { useId, useState } from "react";
import { useItems } from "@/components/form/use-items";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import type { DateRow } from "./calendar";
import { ImportDates } from "./import-dates";

type DateRowsProps = {
  dates: readonly DateRow[];
  /** By row and field: `3.to`. */
  errors: ReadonlyMap<string, string>;
  onChange: (dates: DateRow[]) => void;
};

/** The list shows this many rows at first: each has five controls. */
const SHOWN = 50;
const COLUMNS = "gap-2 sm:grid-cols-[minmax(0,1fr)_8.5rem_8.5rem_6.75rem_2rem]";
const BLANK: DateRow = { title: "", from: "", to: "", annual: false };

/** The calendar's own dates, one row each. */
export function DateRows({ dates, errors, onChange }: DateRowsProps) {
  const id = useId();
  const rows = useItems({
    items: dates,
    title: "Date",
    withNewItem: () => [...dates, { ...BLANK }],
    write: (next) => onChange([...next]),
  });
  const [all, setAll] = useState(false);
  const [importing, setImporting] = useState(false);
  const shown = all || errors.size > 0 ? dates : dates.slice(0, SHOWN);
  const wrong = errors.get("");

  function add() {
    setAll(true);
    rows.add();
  }

  return (
    <fieldset {...rows.list} aria-labelledby={`${id}-title`} className="grid min-w-0 gap-2">
      <div>
        <p id={`${id}-title`} className="font-medium text-label">
          Dates
        </p>
        <p className="text-label text-quiet">
          Whole days. Without a last day it is one day. Every year, 29 February is the 28th where there is none.
        </p>
      </div>
      {shown.length > 0 ? (
        <div aria-hidden className={classNames(COLUMNS, "hidden px-2 text-label text-quiet sm:grid")}>
          <span>Title</span>
          <span>First day</span>
          <span>Last day</span>
        </div>
      ) : null}
      {shown.length > 0 ? (
        <ul className="grid gap-2">
          {shown.map((date, at) => (
            <Line
              key={rows.keys[at]}
              at={at}
              date={date}
              errors={errors}
              onChange={(next) => rows.change(at, next)}
              onRemove={() => rows.remove(at)}
            />
          ))}
        </ul>
      ) : null}
      {shown.length < dates.length ? (
        <Button look="ghost" size="small" className="justify-self-start" onClick={() => setAll(true)}>
          Show all {dates.length} dates
        </Button>
      ) : null}
      {wrong ? (
        <p role="alert" className="text-bad text-label">
          {wrong}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-1">
        <Button look="ghost" size="small" data-add onClick={add}>
          <Plus aria-hidden /> Add date
        </Button>
        <span role="status" className="sr-only">
          {rows.announcement}
        </span>
        <Button look="ghost" size="small" aria-expanded={importing} onClick={() => setImporting(!importing)}>
          <Upload aria-hidden /> Import dates
        </Button>
      </div>
      {importing ? (
        <ImportDates
          onImport={(found) => {
            setImporting(false);
            onChange([...dates, ...found]);
          }}
        />
      ) : null}
    </fieldset>
  );
}

type LineProps = {
  at: number;
  date: DateRow;
  errors: DateRowsProps["errors"];
  onChange: (date: DateRow) => void;
  onRemove: () => void;
};

function Line({ at, date, errors, onChange, onRemove }: LineProps) {
  const id = useId();
  const wrong = ["title", "from", "to"].map((key) => ({ key, text: errors.get(`${at}.${key}`) }));
  const error = wrong.find(({ text }) => text);
  const errorAttributes = (key: string) =>
    wrong.some((one) => one.key === key && one.text)
      ? ({ "aria-invalid": true, "aria-describedby": `${id}-wrong` } as const)
      : {};
  const of = `of date ${at + 1}`;
  return (
    <li data-item={at} className="rounded-control border border-line bg-page p-2">
      <div className={classNames(COLUMNS, "grid grid-cols-2 items-center")}>
        <Input
          aria-label={`Title ${of}`}
          placeholder="Title"
          autoComplete="off"
          className="col-span-2 sm:col-span-1"
          value={date.title}
          onChange={(event) => onChange({ ...date, title: event.target.value })}
          {...errorAttributes("title")}
        />
        <Input
          type="date"
          aria-label={`First day ${of}`}
          className="tabular-nums"
          value={date.from}
          onChange={(event) => onChange({ ...date, from: event.target.value })}
          {...errorAttributes("from")}
        />
        <Input
          type="date"
          aria-label={`Last day ${of}`}
          className="tabular-nums"
          value={date.to}
          onChange={(event) => onChange({ ...date, to: event.target.value })}
          {...errorAttributes("to")}
        />
        <span className="flex items-center gap-2">
          <Switch id={`${id}-annual`} checked={date.annual} onChange={(annual) => onChange({ ...date, annual })} />
          <label htmlFor={`${id}-annual`} className="whitespace-nowrap text-label">
            Every year<span className="sr-only"> {of}</span>
          </label>
        </span>
        <IconButton label={`Remove date ${at + 1}`} data-remove className="justify-self-end" onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {error ? (
        <p id={`${id}-wrong`} className="mt-1 text-bad text-label">
          {SIDE[error.key]} {error.text}.
        </p>
      ) : null}
    </li>
  );
}

const SIDE: Readonly<Record<string, string>> = { title: "The title:", from: "The first day", to: "The last day" };
