"use client";
import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { Button } from "@/components/ui/button";

type TimePagerProps = {
  data: { lines: { id: string }[]; older: boolean; newer: boolean };
  setPlace: (place: { before?: string; after?: string }) => void;
};

/** Paging for a list that gets new rows at its top: a page is addressed by row ids, so that no row is skipped or repeated. */
export function TimePager({ data: { lines, older, newer }, setPlace }: TimePagerProps) {
  const first = lines[0]?.id;
  const last = lines.at(-1)?.id;
  if (!older && !newer) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2">
      <Button look="ghost" disabled={!newer} onClick={() => setPlace({})}>
        <ChevronsLeft aria-hidden /> Newest
      </Button>
      <Button disabled={!newer || !first} onClick={() => first && setPlace({ after: first })}>
        <ChevronLeft aria-hidden /> Newer
      </Button>
      <Button disabled={!older || !last} onClick={() => last && setPlace({ before: last })}>
        Older <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
