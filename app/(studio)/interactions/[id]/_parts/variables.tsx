"use client";
import { EyeOff } from "lucide-react";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import type { Detail } from "./detail";

export function Variables({ variables }: { variables: Detail["variables"] }) {
  if (variables.length === 0) return null;
  return (
    <Panel title="Variables" flush>
      <dl>
        {variables.map(({ name, label, value, sensitive }) => (
          <div
            key={name}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 border-line border-t px-4 py-2 first:border-t-0"
          >
            <dt className="min-w-0">
              <Mono className="block truncate">{name}</Mono>
              {label ? <span className="block truncate text-label text-quiet">{label}</span> : null}
            </dt>
            <dd className="ml-auto min-w-0">
              {sensitive ? (
                <span className="inline-flex items-center gap-1 text-label text-quiet">
                  <EyeOff aria-hidden className="size-3.5" /> Hidden
                </span>
              ) : value === null ? (
                <span className="text-label text-quiet">not set</span>
              ) : (
                <Mono className="break-all">{String(value)}</Mono>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
