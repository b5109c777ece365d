"use client";
import { useEffect, useId, useRef } from "react";
import type { Engine } from "./code-editor-engine";
import { lazyOnIdle } from "./lazy-on-idle";
import { Skeleton } from "./skeleton";

export type CodePlace = { line: number; column: number };

type CodeEditorProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
  /** The line to mark as wrong. */
  wrongLine?: number | null;
  /** Moves the cursor there. A new object with the same place moves it again. */
  goTo?: CodePlace | null;
};

/** CodeMirror is 130 KiB: only pages with a code editor load it. */
const engine = lazyOnIdle(() => import("./code-editor-engine"));

/** A JavaScript editor with syntax highlighting. */
export function CodeEditor({ label, value, onChange, error, wrongLine = null, goTo }: CodeEditorProps) {
  const id = useId();
  const parts = engine.use();
  const holder = useRef<HTMLDivElement>(null);
  const running = useRef<Engine | null>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  const wrong = Boolean(error);

  useEffect(engine.load, []);
  useEffect(() => {
    if (!parts || !holder.current) return;
    const { value: text } = latest.current;
    const started = parts.startEditor(holder.current, {
      text,
      attributes: {},
      onChange: (typed) => latest.current.onChange(typed),
    });
    running.current = started;
    return () => started.destroy();
  }, [parts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor that has just loaded needs them, too.
  useEffect(() => {
    running.current?.setAttributes({
      "aria-label": label,
      "aria-describedby": `${id}-keys${wrong ? ` ${id}-error` : ""}`,
      ...(wrong ? { "aria-invalid": "true" } : {}),
    });
  }, [parts, id, label, wrong]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => running.current?.setText(value), [parts, value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => running.current?.mark(wrongLine), [parts, wrongLine]);
  useEffect(() => {
    if (goTo) running.current?.goTo(goTo.line, goTo.column);
  }, [goTo]);

  return (
    <div className="flex min-h-0 flex-col">
      <div ref={holder} className="h-[clamp(16rem,60vh,40rem)] min-h-0 overflow-hidden [&_.cm-editor]:h-full">
        {parts ? null : <CodeSkeleton />}
      </div>
      {error ? (
        <p id={`${id}-error`} className="border-line border-t px-3 py-1.5 text-bad text-label">
          {error}
        </p>
      ) : null}
      <p id={`${id}-keys`} className="border-line border-t px-3 py-1.5 text-label text-quiet">
        Tab indents. To leave the editor, press Escape, then Tab.
      </p>
    </div>
  );
}

function CodeSkeleton() {
  return (
    <div className="grid gap-3 p-4">
      {["w-64", "w-40", "w-72", "w-52", "w-10"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
