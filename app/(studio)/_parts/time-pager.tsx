"use client";
import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { Button } from "@/components/ui/button";

type TimePagerProps = {
  data: { lines: { id: string }[]; older: boolean; newer: boolean };
  go: (place: { before?: string; after?: string }) => void;
};

/** Pages of what grows at its newer end: placed by ids, so that nothing is skipped or shown twice. */
export function TimePager({ data: { lines, older, newer }, go }: TimePagerProps) {
  const first = lines[0]?.id;
  const last = lines.at(-1)?.id;
  if (!older && !newer) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2">
      <Button look="ghost" disabled={!newer} onClick={() => go({})}>
        <ChevronsLeft aria-hidden /> Newest
      </Button>
      <Button disabled={!newer || !first} onClick={() => first && go({ after: first })}>
        <ChevronLeft aria-hidden /> Newer
      </Button>
      <Button disabled={!older || !last} onClick={() => last && go({ before: last })}>
        Older <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
