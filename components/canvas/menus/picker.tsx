"use client";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { ComponentIcon } from "@/components/flow/icon";
import { classNames } from "@/components/ui/class-names";
import type { Definition } from "@/engine/contract";
import { useCanvasContext } from "../commands/context";
import type { PickerEntry } from "../commands/ui-state";
import type { Point } from "../layout/geometry";

type Entry = { id: string; label: string; detail: string; icon: Definition["icon"] | null; group: Definition["group"] };
type PickerProps = { at: Point; of: PickerEntry; title: string; choose: (id: string) => void };

/** The list shows at most this many entries; typing narrows a longer one. */
const MOST = 60;
const MARGIN = 8;

/** A searchable list of components or steps. Opens at the pointer. */
export default function Picker({ at, of, title, choose }: PickerProps) {
  const { ui, commands } = useCanvasContext();
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  const entries = matching(of === "component" ? components(commands) : steps(commands), search);
  const current = entries[Math.min(active, entries.length - 1)];

  function close() {
    ui.set({ picker: null });
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }
  function pick(id: string | undefined) {
    if (id === undefined) return;
    close();
    choose(id);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key === "Enter") pick(current?.id);
    else if (event.key === "ArrowDown") setActive(Math.min(active + 1, entries.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) ui.set({ picker: null });
    };
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, [ui]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(MARGIN, Math.min(at.x, window.innerWidth - width - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, Math.min(at.y, window.innerHeight - height - MARGIN))}px`;
  }, [at]);
  useEffect(() => {
    if (current) document.getElementById(`${list}-${current.id}`)?.scrollIntoView({ block: "nearest" });
  }, [list, current]);

  return (
    <div ref={box} className="picker nokey" role="dialog" aria-label={title} onKeyDown={onKeyDown}>
      <input
        ref={(input) => input?.focus({ preventScroll: true })}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={current ? `${list}-${current.id}` : undefined}
        aria-label={title}
        placeholder={title}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        className="picker-search"
      />
      <div id={list} role="listbox" aria-label={title} className="picker-list">
        {entries.map((entry) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field keeps the focus and handles the list's keys
          // biome-ignore lint/a11y/useFocusableInteractive: the search field keeps the focus and handles the list's keys
          <div
            key={entry.id}
            id={`${list}-${entry.id}`}
            role="option"
            aria-selected={entry === current}
            onClick={() => pick(entry.id)}
            onPointerMove={() => setActive(entries.indexOf(entry))}
            className={classNames("picker-entry", entry === current && "bg-hover")}
          >
            {entry.icon ? <ComponentIcon icon={entry.icon} group={entry.group} /> : null}
            <span className="truncate">{entry.label}</span>
            <span className="ml-auto truncate pl-2 text-label text-quiet">{entry.detail}</span>
          </div>
        ))}
        {entries.length === 0 ? <p className="px-2 py-1.5 text-quiet">Nothing is called that.</p> : null}
      </div>
    </div>
  );
}

type Commands = ReturnType<typeof useCanvasContext>["commands"];

const GROUPS = { trigger: "Trigger", voice: "Voice", logic: "Logic", data: "Data", end: "End" } as const;

/** Every component except triggers: a flow's trigger is chosen when the flow is created. */
function components(commands: Commands): Entry[] {
  return [...commands.now().registry.values()]
    .filter(({ definition }) => definition.group !== "trigger")
    .map(({ definition: { id, label, icon, group } }) => ({ id, label, icon, group, detail: GROUPS[group] }));
}

function steps(commands: Commands): Entry[] {
  return Object.keys(commands.now().draft.steps).map((id) => {
    const { name, component, icon, group } = commands.shapeOf(id)!;
    return { id, label: name, icon, group, detail: component };
  });
}

function matching(entries: Entry[], search: string): Entry[] {
  const words = search.trim().toLowerCase();
  return entries.filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(words)).slice(0, MOST);
}
