"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";

type FlowPagerProps = { page: number; size: number; total: number; go: (page: number) => void };

export function FlowPager({ page, size, total, go }: FlowPagerProps) {
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2">
      <p className="tabular mr-1 text-quiet">
        {(page - 1) * size + 1}–{Math.min(page * size, total)} of {total}
      </p>
      <Button disabled={page <= 1} onClick={() => go(page - 1)}>
        <ChevronLeft aria-hidden /> Back
      </Button>
      <Button disabled={page >= pages} onClick={() => go(page + 1)}>
        Next <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
