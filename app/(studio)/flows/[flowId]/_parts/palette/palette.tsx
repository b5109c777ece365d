"use client";
import { Search } from "lucide-react";
import { memo, useRef, useState } from "react";
import { COMPONENT_TYPE } from "@/components/canvas/drag/component-type";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Definition } from "@/engine/contract";

export const GROUPS = [
  { id: "voice", label: "Voice" },
  { id: "logic", label: "Logic" },
  { id: "data", label: "Data" },
  { id: "end", label: "End" },
] as const;

/** The components that a step can have (all but triggers) and that match every word of the query. */
export function placeable(query = ""): Definition[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return [...registry.values()]
    .map(({ definition }) => definition)
    .filter(({ group }) => group !== "trigger")
    .filter(({ label, description }) => words.every((word) => `${label} ${description}`.toLowerCase().includes(word)));
}

type PaletteProps = { folded: boolean; onUnfold: () => void; onAdd: (component: string) => void };

/**
 * The components by group; folded, their icons alone. Drag one onto the canvas, or add it after the selected step with a click
 * or Enter.
 */
export const Palette = memo(function Palette({ folded, onUnfold, onAdd }: PaletteProps) {
  const [query, setQuery] = useState("");
  const searching = useRef(false);
  const found = placeable(query);
  if (folded)
    return (
      <FoldedPalette
        onAdd={onAdd}
        onSearch={() => {
          searching.current = true;
          onUnfold();
        }}
      />
    );
  return (
    <section aria-label="Components" className="flex min-h-0 w-50 shrink-0 flex-col border-line border-r bg-panel">
      <div className="relative p-2">
        <Search aria-hidden className="pointer-events-none absolute top-4 left-4 size-4 text-quiet" />
        <Input
          ref={(input) => {
            if (searching.current) input?.focus();
            searching.current = false;
          }}
          type="search"
          aria-label="Search components"
          placeholder="Search components"
          className="!pl-7.5"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={({ key }) => {
            if (key === "Enter" && found[0]) onAdd(found[0].id);
            if (key === "Escape") setQuery("");
          }}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {GROUPS.map(({ id, label }) => {
          const members = found.filter(({ group }) => group === id);
          return members.length === 0 ? null : (
            <section key={id} aria-label={label} className="mt-1">
              <h2 className="px-1.5 py-1 text-label text-quiet">{label}</h2>
              <ul>
                {members.map((definition) => (
                  <li key={definition.id}>
                    <Entry definition={definition} onAdd={onAdd} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {found.length === 0 ? <p className="px-1.5 py-2 text-quiet">No component matches. Try other words.</p> : null}
      </div>
    </section>
  );
});

type FoldedProps = { onAdd: (component: string) => void; onSearch: () => void };

function FoldedPalette({ onAdd, onSearch }: FoldedProps) {
  return (
    <section
      aria-label="Components"
      className="flex min-h-0 w-12 shrink-0 flex-col items-center overflow-y-auto [scrollbar-width:none] border-line border-r bg-panel py-2"
    >
      <IconButton label="Search components" onClick={onSearch}>
        <Search aria-hidden />
      </IconButton>
      {GROUPS.map(({ id, label }) => (
        <ul key={id} aria-label={label} className="mt-1 border-line border-t pt-1">
          {placeable()
            .filter(({ group }) => group === id)
            .map((definition) => (
              <li key={definition.id}>
                <Entry definition={definition} onAdd={onAdd} iconOnly />
              </li>
            ))}
        </ul>
      ))}
    </section>
  );
}

type EntryProps = { definition: Definition; onAdd: (component: string) => void; iconOnly?: boolean };

function Entry({ definition, onAdd, iconOnly = false }: EntryProps) {
  const { id, label, icon, group, description } = definition;
  return (
    <Tooltip text={iconOnly ? `${label}: ${description}` : description} side="right">
      <button
        type="button"
        draggable
        aria-label={label}
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(COMPONENT_TYPE, id);
          dataTransfer.effectAllowed = "copy";
        }}
        onClick={() => onAdd(id)}
        className="flex min-h-8 w-full items-center gap-2 rounded-control px-1.5 py-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ComponentIcon icon={icon} group={group} />
        {iconOnly ? null : <span className="min-w-0 flex-1">{label}</span>}
      </button>
    </Tooltip>
  );
}
