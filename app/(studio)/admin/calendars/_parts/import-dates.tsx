"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { TextArea } from "@/components/ui/text-area";
import { type DateRow, type IcsDates, rangeText } from "./calendar";
import { LeftOut } from "./left-out";
import { TakeFree } from "./take-free";

const PREVIEWED = 100;

/** Reads an iCalendar file, chosen or pasted, and previews its dates before they are added. */
export function ImportDates({ onImport }: { onImport: (dates: DateRow[]) => void }) {
  const trpc = useTRPC();
  const picker = useRef<HTMLInputElement>(null);
  const [ics, setIcs] = useState("");
  const [file, setFile] = useState<{ name: string; base64: string } | null>(null);
  const [takeFree, setTakeFree] = useState(false);
  const read = useMutation(trpc.admin.calendars.readIcs.mutationOptions());
  const found = read.data;

  async function readFile(chosen: File | undefined) {
    if (!chosen) return;
    // As bytes: which text they are is for the reader to find out.
    const base64 = await base64Of(chosen);
    setIcs("");
    setFile({ name: chosen.name, base64 });
    read.mutate({ file: base64, takeFree });
  }

  function show(free: boolean) {
    if (file) read.mutate({ file: file.base64, takeFree: free });
    else if (ics.trim() !== "") read.mutate({ ics, takeFree: free });
  }

  return (
    <div className="grid gap-2 rounded-control border border-line bg-page p-3">
      <TextArea
        label="iCalendar file"
        mono
        rows={4}
        placeholder="BEGIN:VCALENDAR"
        spellCheck={false}
        hint={file ? `From ${file.name}.` : "Choose an .ics file, or paste what is in it."}
        value={ics}
        error={read.error?.message ?? null}
        onChange={(event) => {
          setIcs(event.target.value);
          setFile(null);
          read.reset();
        }}
      />
      <input
        ref={picker}
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
        <Button onClick={() => picker.current?.click()}>Choose file</Button>
        <Button disabled={(!file && ics.trim() === "") || read.isPending} onClick={() => show(takeFree)}>
          {read.isPending ? "Reading…" : "Show dates"}
        </Button>
      </div>
      <div role="status" className="grid gap-2 empty:hidden">
        {found ? <Preview found={found} onImport={onImport} /> : null}
      </div>
      {takeFree || (found && found.free > 0) ? (
        <TakeFree
          on={takeFree}
          onChange={(on) => {
            setTakeFree(on);
            show(on);
          }}
        />
      ) : null}
    </div>
  );
}

async function base64Of(file: File): Promise<string> {
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsDataURL(file);
  await read;
  // "data:text/calendar;base64,…"; an empty file may have no comma.
  return String(reader.result).split(",")[1] ?? "";
}

function Preview({ found, onImport }: { found: IcsDates; onImport: (dates: DateRow[]) => void }) {
  const { dates, ...leftOut } = found;
  return (
    <>
      <p>
        {dates.length} {dates.length === 1 ? "date" : "dates"} found.
      </p>
      <LeftOut {...leftOut} />
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
