"use client";
import { type Ref, useMemo } from "react";
import { v4 as uuid } from "uuid";
import type { CanvasHandle, CanvasIntents } from "@/components/canvas/flow-canvas";
import { FlowCanvas } from "@/components/canvas/lazy-canvas";
import { useCompany, useWhere } from "@/components/editor/presence/presence-context";
import { type Editor, useEditor } from "@/components/editor/session/editor-context";
import { registry } from "@/components/flow/registry";
import { toast } from "@/components/ui/toaster";
import * as commands from "@/engine/edit/commands";
import { useDirection } from "./use-direction";

/** The canvas. Turns the user's actions on it into edits of the draft. */
export function CanvasPane({ ref }: { ref: Ref<CanvasHandle> }) {
  const editor = useEditor();
  const { draft, selection, select, problems, path, trace, readOnly } = editor;
  const { outlines } = useCompany();
  useWhere(editor.step);
  const [direction, turn] = useDirection(editor.flow.id);
  const counts = useMemo(() => {
    const found = new Map<string, { errors: number; warnings: number }>();
    for (const { step, severity, missing } of problems) {
      // What is missing shows where it is missing: as an open exit, as an empty line.
      if (step === null || missing) continue;
      const { errors, warnings } = found.get(step) ?? { errors: 0, warnings: 0 };
      found.set(step, severity === "error" ? { errors: errors + 1, warnings } : { errors, warnings: warnings + 1 });
    }
    return found;
  }, [problems]);
  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      <FlowCanvas
        ref={ref}
        draft={draft}
        selection={selection}
        onSelect={select}
        problems={counts}
        path={path ?? trace.path}
        marks={trace.marks}
        {...trace.figures}
        outlines={outlines}
        readOnly={readOnly}
        direction={direction}
        turn={turn}
        {...(readOnly ? {} : { on: intents(editor) })}
      />
    </div>
  );
}

function intents(editor: Editor): CanvasIntents {
  const { store, run, addStep, show, removeSelected, duplicateSelected, select, reveal } = editor;
  const now = () => store.view().draft;
  return {
    connect: (step, exit, target) => void run(commands.connect(now(), step, exit, target)),
    move: (moves) => void run(commands.moveSteps(now(), moves)),
    add({ component, ...where }) {
      const { from, position } = where;
      if (component !== undefined) addStep({ component, ...where });
      else if (from) show({ is: "send", exits: [from], position });
      else show({ is: "add", ...where });
    },
    remove: (ids) => removeSelected(ids),
    note: {
      add(position) {
        // A random id, not the next number: two people may add a note at the same time.
        const id = `note_${uuid().slice(0, 8)}`;
        run(commands.addNote(now(), position, "", id));
      },
      change: (id, patch) => void run(commands.changeNote(now(), id, patch)),
      remove: (id) => void run(commands.removeNote(now(), id)),
    },
    copy: (ids, layout) => commands.copySteps(registry, { ...now(), layout }, ids),
    cut(ids, layout) {
      const text = commands.copySteps(registry, { ...now(), layout }, ids);
      if (text !== null) removeSelected(ids);
      return text;
    },
    paste(text, position) {
      const pasted = commands.pasteSteps(registry, now(), text, position);
      if (!pasted.ok) toast.error(pasted.message);
      else if (run(pasted.command)) select(pasted.ids);
    },
    duplicate: (ids) => duplicateSelected(ids),
    open: (step) => reveal(step, []),
  };
}
