"use client";
import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";

type FilterBarProps = { label: string; filtered: boolean; clear: () => void; children: ReactNode };

/** The filters above a list; while one is set, a button clears them all. */
export function FilterBar({ label, filtered, clear, children }: FilterBarProps) {
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label={label}>
      {children}
      {filtered ? (
        <Button look="ghost" onClick={clear}>
          <X aria-hidden /> Clear
        </Button>
      ) : null}
    </search>
  );
}

const WIDTHS = { normal: "!w-[calc(50%-0.25rem)] sm:!w-40", wide: "!w-[calc(50%-0.25rem)] sm:!w-52" } as const;

type FilterSelectProps = Omit<ComponentProps<typeof Select>, "className"> & { width?: keyof typeof WIDTHS };

export function FilterSelect({ width = "normal", ...select }: FilterSelectProps) {
  return <Select {...select} className={WIDTHS[width]} />;
}
