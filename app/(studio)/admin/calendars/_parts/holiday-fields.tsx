"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Combobox } from "@/components/ui/combobox";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { type Place, rangeText } from "./calendar";

type HolidayFieldsProps = { value: Place | null; error: string | null; onChange: (place: Place | null) => void };
type Named = { code: string; name: string };

/** Chooses the country, state and region of a calendar's public holidays, and lists this year's. */
export function HolidayFields({ value, error, onChange }: HolidayFieldsProps) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.admin.calendars.places.queryOptions({ country: value?.country, state: value?.state }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { countries = [], states = [], regions = [] } = query.data ?? {};
  return (
    <div className="grid gap-2">
      <div className="grid gap-2 sm:grid-cols-2">
        <PlaceField
          label="Public holidays"
          none="None"
          places={countries}
          value={value?.country}
          error={error}
          onChange={(country) => onChange(country ? { country } : null)}
        />
        {value && states.length > 0 ? (
          <PlaceField
            label="State"
            none="All of the country"
            places={states}
            value={value.state}
            onChange={(state) => onChange({ country: value.country, ...(state ? { state } : {}) })}
          />
        ) : null}
        {value?.state && regions.length > 0 ? (
          <PlaceField
            label="Region"
            none="All of the state"
            places={regions}
            value={value.region}
            onChange={(region) =>
              onChange({ country: value.country, state: value.state, ...(region ? { region } : {}) })
            }
          />
        ) : null}
      </div>
      {query.error ? (
        <p className="text-bad text-label">The countries could not be loaded: {query.error.message}</p>
      ) : null}
      {value ? <ThisYear place={value} /> : null}
    </div>
  );
}

type PlaceFieldProps = {
  label: string;
  none: string;
  places: readonly Named[];
  value: string | undefined;
  error?: string | null;
  onChange: (code: string | null) => void;
};

function PlaceField({ label, none, places, value, error, onChange }: PlaceFieldProps) {
  const id = useId();
  return (
    <div className="grid content-start gap-1">
      <label id={`${id}-label`} htmlFor={id} className="font-medium text-label">
        {label}
      </label>
      <Combobox
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        value={value ?? null}
        options={places.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={onChange}
        placeholder={`Choose ${label.toLowerCase()}`}
        none={none}
      />
      {error ? (
        <p id={`${id}-error`} className="text-bad text-label">
          {error}
        </p>
      ) : null}
    </div>
  );
}

function ThisYear({ place }: { place: Place }) {
  const trpc = useTRPC();
  const year = new Date().getFullYear();
  const { data } = useQuery({
    ...trpc.admin.calendars.holidays.queryOptions({ ...place, year }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) return <p className="text-label text-quiet">Looking them up…</p>;
  return (
    <details className="rounded-control border border-line bg-page">
      <summary className="cursor-default px-2.5 py-1.5 text-label">
        {data.length} public {data.length === 1 ? "holiday" : "holidays"} in {year}
      </summary>
      <ScrollRegion label={`Public holidays in ${year}`} className="max-h-44 overflow-y-auto border-line border-t">
        <ul>
          {data.map((day) => (
            <li key={`${day.from} ${day.title}`} className="flex gap-3 px-2.5 py-1">
              <span className="min-w-0 flex-1 truncate">{day.title}</span>
              <span className="text-quiet tabular-nums">{rangeText(day)}</span>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </details>
  );
}
