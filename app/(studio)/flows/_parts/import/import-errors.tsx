"use client";
import { CircleX } from "lucide-react";
import { useEffect, useRef } from "react";
import { Mono } from "@/components/ui/mono";
import type { ImportProblem } from "./import-problems";

export type { ImportProblem };

/** The errors of the document, each with its place. */
export function ImportErrors({ problems }: { problems: ImportProblem[] }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) list.current?.scrollIntoView({ block: "nearest" });
  }, [problems.length]);
  if (problems.length === 0) return null;
  return (
    <div ref={list} role="alert" className="overflow-hidden rounded-card border border-line">
      <p className="flex items-center gap-2 bg-bad-wash px-3 py-2 font-medium text-bad">
        <CircleX aria-hidden className="size-4 shrink-0" />
        {problems.length === 1 ? "The document was not imported" : `Not imported: ${problems.length} places are wrong`}
      </p>
      <ul className="divide-y divide-line">
        {problems.map(({ path, text }) => (
          <li key={`${path} ${text}`} className="gap-3 px-3 py-1.5 sm:grid sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
            {path ? <Mono className="block break-words pt-0.5">{path}</Mono> : null}
            <span className={path ? "block text-quiet" : "block sm:col-span-2"}>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
