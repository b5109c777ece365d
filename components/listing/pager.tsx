"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";

type PagerProps = { page: number; size: number; total: number; setPage: (page: number) => void };

/** Numbered pages, counted from 1. */
export function Pager({ page, size, total, setPage }: PagerProps) {
  const pages = Math.ceil(total / size);
  if (pages <= 1) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2">
      <p className="tabular mr-1 text-quiet">
        {(page - 1) * size + 1}–{Math.min(page * size, total)} of {total}
      </p>
      <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>
        <ChevronLeft aria-hidden /> Back
      </Button>
      <Button disabled={page >= pages} onClick={() => setPage(page + 1)}>
        Next <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
