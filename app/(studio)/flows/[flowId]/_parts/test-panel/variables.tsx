"use client";
import { EyeOff } from "lucide-react";
import { Mono } from "@/components/ui/mono";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { Simulation } from "@/engine/simulate";

/** The current values of the flow's variables. */
export function Variables({ definition, simulation }: { definition: FlowDefinition; simulation: Simulation }) {
  const declared = Object.entries(definition.variables);
  if (declared.length === 0) return null;
  return (
    <section aria-label="Variables" className="pb-3">
      <h3 className="px-4 pt-3 pb-1 font-semibold">Variables</h3>
      <dl>
        {declared.map(([name, { label, sensitive }]) => {
          const value = simulation.state.variables[name] ?? null;
          return (
            <div key={name} className="flex items-baseline justify-between gap-3 px-4 py-1">
              <dt className="min-w-0">
                <Mono className="break-all">{name}</Mono>
                {label ? <span className="ml-2 text-label text-quiet">{label}</span> : null}
              </dt>
              <dd className="min-w-0 text-right" key={String(value)}>
                {value === null ? (
                  <span className="text-label text-quiet">not set</span>
                ) : sensitive ? (
                  <span className="inline-flex items-center gap-1 text-label text-quiet">
                    <EyeOff aria-hidden className="size-3.5" /> Hidden
                  </span>
                ) : (
                  <Mono className="animate-arrive break-all rounded-tag px-1">{String(value)}</Mono>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
