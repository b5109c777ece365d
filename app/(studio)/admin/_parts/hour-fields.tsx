"use client";
import { Plus, Trash2 } from "lucide-react";
import { ToggleGroup } from "radix-ui";
import { useId } from "react";
import { useItems } from "@/components/form/use-items";
import { TimeZonePicker } from "@/components/time-zone/time-zone-picker";
import { Button } from "@/components/ui/button";
import { Input, Labelled } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { DAYS, type RangeRow } from "./weekly-hours";

type HourFieldsProps = {
  title: string;
  /** What no hours mean, and what some do. */
  always: string;
  sometimes: string;
  hours: readonly RangeRow[];
  timeZone: string;
  zoneError: string | null;
  /** By row and field: `0.to`. */
  errors: ReadonlyMap<string, string>;
  onChange: (change: { hours?: RangeRow[]; timeZone?: string }) => void;
};

const WORKING: RangeRow = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" };

/** The weekly hours, in a time zone, in which something holds; none means always. */
export function HourFields({
  title,
  always,
  sometimes,
  hours,
  timeZone,
  zoneError,
  errors,
  onChange,
}: HourFieldsProps) {
  const id = useId();
  const rows = useItems({
    items: hours,
    title: "Hours",
    withNewItem: () => [...hours, { ...WORKING }],
    write: (next) => onChange({ hours: [...next] }),
  });
  const wrong = errors.get("");

  return (
    <fieldset {...rows.list} aria-labelledby={`${id}-title`} className="grid min-w-0 gap-2">
      <div>
        <p id={`${id}-title`} className="font-medium text-label">
          {title}
        </p>
        <p className="text-label text-quiet">
          {hours.length === 0 ? always : `${sometimes} A time that ends before it begins runs past midnight.`}
        </p>
      </div>
      {hours.length > 0 ? (
        <ul className="grid gap-2">
          {hours.map((range, at) => (
            <Line
              key={rows.keys[at]}
              at={at}
              range={range}
              errors={errors}
              onChange={(next) => rows.change(at, next)}
              onRemove={() => rows.remove(at)}
            />
          ))}
        </ul>
      ) : null}
      {wrong ? (
        <p role="alert" className="text-bad text-label">
          {wrong}
        </p>
      ) : null}
      <Button look="ghost" size="small" className="justify-self-start" data-add onClick={rows.add}>
        <Plus aria-hidden /> Add working hours
      </Button>
      <span role="status" className="sr-only">
        {rows.announcement}
      </span>
      {hours.length > 0 || zoneError ? (
        <Labelled label="Time zone" error={zoneError}>
          {(attributes) => (
            <TimeZonePicker
              {...attributes}
              value={timeZone || null}
              onChange={(zone) => onChange({ timeZone: zone })}
            />
          )}
        </Labelled>
      ) : null}
    </fieldset>
  );
}

type LineProps = {
  at: number;
  range: RangeRow;
  errors: HourFieldsProps["errors"];
  onChange: (range: RangeRow) => void;
  onRemove: () => void;
};

function Line({ at, range, errors, onChange, onRemove }: LineProps) {
  const id = useId();
  const error = ["days", "from", "to"].map((key) => errors.get(`${at}.${key}`)).find(Boolean);
  const errorAttributes = (key: string) =>
    errors.has(`${at}.${key}`) ? ({ "aria-invalid": true, "aria-describedby": `${id}-wrong` } as const) : {};
  const of = `of hours ${at + 1}`;
  return (
    <li data-item={at} className="rounded-control border border-line bg-page p-2">
      <div className="flex flex-wrap items-center gap-2">
        <ToggleGroup.Root
          type="multiple"
          aria-label={`Days ${of}`}
          value={range.days}
          onValueChange={(days) =>
            onChange({ ...range, days: DAYS.map(({ value }) => value as string).filter((day) => days.includes(day)) })
          }
          className="flex flex-wrap gap-1"
        >
          {DAYS.map(({ value, label }) => (
            <ToggleGroup.Item
              key={value}
              value={value}
              className="h-7 min-w-7 rounded-control border border-edge bg-panel px-2 font-medium text-label text-quiet transition-colors duration-150 hover:text-ink data-[state=on]:border-accent data-[state=on]:bg-accent-wash data-[state=on]:text-accent-ink"
            >
              {label}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        <span className="grid grid-cols-[5rem_auto_5rem] items-center gap-2">
          <Input
            aria-label={`Beginning ${of}`}
            inputMode="numeric"
            autoComplete="off"
            placeholder="09:00"
            className="tabular-nums"
            value={range.from}
            onChange={(event) => onChange({ ...range, from: event.target.value })}
            {...errorAttributes("from")}
          />
          <span aria-hidden>–</span>
          <Input
            aria-label={`End ${of}`}
            inputMode="numeric"
            autoComplete="off"
            placeholder="18:00"
            className="tabular-nums"
            value={range.to}
            onChange={(event) => onChange({ ...range, to: event.target.value })}
            {...errorAttributes("to")}
          />
        </span>
        <IconButton label={`Remove hours ${at + 1}`} data-remove className="ml-auto" onClick={onRemove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {error ? (
        <p id={`${id}-wrong`} className="mt-1 text-bad text-label">
          {error}
        </p>
      ) : null}
    </li>
  );
}
