"use client";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { type Line, outlineOf } from "@/components/editor/outline/tree";
import { useEditor } from "@/components/editor/session/editor-context";
import { insertionPointAfter } from "@/components/editor/session/use-editor-state";
import { registry } from "@/components/flow/registry";
import { classNames } from "@/components/ui/class-names";
import { connect } from "@/engine/edit/commands";
import { OutlineLine } from "./outline-line";

/** Of a line, in pixels; on a phone, lines are as high as a finger needs. */
const LINE_PX = { beside: 28, whole: 44 };
/** Lines drawn above and below the visible ones, so that scrolling shows no gap. */
const MARGIN = 12;

/**
 * The flow as a tree: the same draft as on the canvas, with every edit possible by keyboard. One line has the focus (arrow
 * keys move it), and only the visible lines are drawn. `takesFocus` if the user has just opened it; `whole` if it stands in
 * place of the canvas: then a tap opens the settings.
 */
export function Outline({ takesFocus, whole = false }: { takesFocus: boolean; whole?: boolean }) {
  const { draft, step: selected, reveal, run, show, readOnly, removeSelected } = useEditor();
  const linePx = LINE_PX[whole ? "whole" : "beside"];
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => outlineOf(registry, draft, closed), [draft, closed]);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const refocus = useRef(takesFocus);
  const at = Math.max(
    0,
    lines.findIndex(({ key }) => key === (activeKey ?? selected)),
  );
  const active = lines[at];

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  // Focuses the active line once it is drawn.
  useEffect(() => {
    if (!refocus.current || renaming !== null) return;
    refocus.current = false;
    box.current?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']")?.focus({ preventScroll: true });
  });

  function go(index: number) {
    const line = lines[Math.min(lines.length - 1, Math.max(0, index))];
    if (!line) return;
    const y = lines.indexOf(line) * linePx;
    const element = box.current;
    if (element && (y < element.scrollTop || y + linePx > element.scrollTop + element.clientHeight))
      element.scrollTop = y - element.clientHeight / 2;
    refocus.current = true;
    setActiveKey(line.key);
    if (line.kind === "step") reveal(line.step);
  }

  function toggle(step: string, close: boolean) {
    const next = new Set(closed);
    if (close) next.add(step);
    else next.delete(step);
    setClosed(next);
  }

  function add(line: Line) {
    if (line.kind === "exit") {
      const { step, exit, target } = line;
      show({ is: "add", ...(target === null ? { from: { step, exit } } : { into: { step, exit } }) });
    } else {
      const place = insertionPointAfter(draft, line.step);
      if (place) show({ is: "add", ...place });
    }
  }

  function remove(line: Line) {
    refocus.current = true;
    if (line.kind === "step") removeSelected([line.step]);
    else run(connect(draft, line.step, line.exit, null));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!active || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target as Element).matches("[role=treeitem]")) return;
    const page = Math.max(1, Math.floor(height / linePx) - 1);
    const moves: Record<string, number> = {
      ...{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 },
      ...{ PageDown: at + page, PageUp: at - page },
    };
    const move = moves[event.key];
    if (move !== undefined) go(move);
    else if (event.key === "ArrowRight") openOrEnter(active);
    else if (event.key === "ArrowLeft") closeOrLeave(active);
    else if (event.key === "Enter") {
      if (active.kind === "step") reveal(active.step, ["name"]);
      else if (!readOnly) show({ is: "send", exits: [active] });
    } else if (readOnly) return;
    else if (event.key === "Insert" || event.key === "+") add(active);
    else if (event.key === "Delete" || event.key === "Backspace") remove(active);
    else if (event.key === "F2" && active.kind === "step") setRenaming(active.step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function openOrEnter(line: Line) {
    if (line.kind === "step" && line.closed) toggle(line.step, false);
    else if (line.kind === "exit" && line.elsewhere && line.target !== null)
      go(lines.findIndex(({ key }) => key === line.target));
    else if ((lines[at + 1]?.level ?? 0) > line.level) go(at + 1);
  }

  function closeOrLeave(line: Line) {
    if (line.kind === "step" && line.closed === false) toggle(line.step, true);
    else go(lines.findLastIndex(({ level }, index) => index < at && level < line.level));
  }

  const first = Math.max(0, Math.floor(top / linePx) - MARGIN);
  const last = Math.min(lines.length, Math.ceil((top + height) / linePx) + MARGIN);
  const drawn = lines.slice(first, last);
  // The line with the focus stays drawn when it is scrolled out of view.
  if (active && !drawn.includes(active)) drawn.push(active);
  return (
    <section
      aria-label="Outline"
      className={classNames(
        "flex min-h-0 flex-col border-line bg-panel",
        whole ? "w-full flex-1" : "w-72 shrink-0 border-r",
      )}
    >
      <h2 className="px-3 pt-2 pb-1 font-semibold">Outline</h2>
      <div
        ref={box}
        onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
        className="min-h-0 flex-1 overflow-auto"
      >
        <div
          role="tree"
          aria-label="Steps and exits"
          onKeyDown={onKeyDown}
          className="relative"
          style={{ height: lines.length * linePx }}
        >
          {drawn.map((line) => (
            <OutlineLine
              key={line.key}
              line={line}
              top={lines.indexOf(line) * linePx}
              height={linePx}
              tapOpens={whole}
              active={line === active}
              renaming={renaming === line.step && line.kind === "step"}
              onRenamed={() => {
                refocus.current = true;
                setRenaming(null);
              }}
              onRename={() => setRenaming(line.step)}
              onFocus={() => setActiveKey(line.key)}
              onToggle={(close) => toggle(line.step, close)}
              onAdd={() => add(line)}
              onRemove={() => remove(line)}
              onGo={(step) => go(lines.findIndex(({ key }) => key === step))}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
