"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { TextArea } from "@/components/ui/text-area";
import { type DateRow, type IcsDates, rangeText } from "./calendar";

const PREVIEWED = 100;

/** Reads an iCalendar file, chosen or pasted, and previews its dates before they are added. */
export function ImportDates({ onImport }: { onImport: (dates: DateRow[]) => void }) {
  const trpc = useTRPC();
  const file = useRef<HTMLInputElement>(null);
  const [ics, setIcs] = useState("");
  const read = useMutation(trpc.admin.calendars.readIcs.mutationOptions());
  const found = read.data;

  async function readFile(chosen: File | undefined) {
    if (!chosen) return;
    const text = await chosen.text();
    setIcs(text);
    read.mutate({ ics: text });
  }

  return (
    <div className="grid gap-2 rounded-control border border-line bg-page p-3">
      <TextArea
        label="iCalendar file"
        mono
        rows={4}
        placeholder="BEGIN:VCALENDAR"
        spellCheck={false}
        hint="Choose an .ics file, or paste what is in it."
        value={ics}
        error={read.error?.message ?? null}
        onChange={(event) => {
          setIcs(event.target.value);
          read.reset();
        }}
      />
      <input
        ref={file}
        type="file"
        accept=".ics,text/calendar"
        aria-label="iCalendar file to import"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          void readFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => file.current?.click()}>Choose file</Button>
        <Button disabled={ics.trim() === "" || read.isPending} onClick={() => read.mutate({ ics })}>
          {read.isPending ? "Reading…" : "Show dates"}
        </Button>
      </div>
      <div role="status" className="grid gap-2 empty:hidden">
        {found ? <Preview found={found} onImport={onImport} /> : null}
      </div>
    </div>
  );
}

function Preview({ found, onImport }: { found: IcsDates; onImport: (dates: DateRow[]) => void }) {
  const { dates, timed, unread } = found;
  const skipped = [
    timed > 0 ? `${timed} at times of day` : "",
    unread > 0 ? `${unread} whose repetition cannot be read` : "",
  ].filter(Boolean);
  return (
    <>
      <p>
        {dates.length} {dates.length === 1 ? "date" : "dates"} found.
        {skipped.length > 0 ? <span className="text-quiet"> Events left out: {skipped.join(", ")}.</span> : null}
      </p>
      {dates.length > 0 ? (
        <>
          <ScrollRegion label="Dates found" className="max-h-40 overflow-y-auto rounded-control border border-line">
            <ul>
              {dates.slice(0, PREVIEWED).map((date, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two found dates can be alike, and a line holds nothing of its own.
                <li key={at} className="flex gap-3 border-line border-b px-2.5 py-1 last:border-b-0">
                  <span className="min-w-0 flex-1 truncate">{date.title || "Without a title"}</span>
                  <span className="text-quiet tabular-nums">{rangeText(date)}</span>
                </li>
              ))}
              {dates.length > PREVIEWED ? (
                <li className="px-2.5 py-1 text-quiet">and {dates.length - PREVIEWED} more</li>
              ) : null}
            </ul>
          </ScrollRegion>
          <Button
            look="primary"
            className="justify-self-start"
            onClick={() => onImport(dates.map(({ to = "", ...date }) => ({ ...date, to })))}
          >
            Add these dates
          </Button>
        </>
      ) : null}
    </>
  );
}
