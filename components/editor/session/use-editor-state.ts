"use client";
import { useCallback, useMemo, useState } from "react";
import { type ExitOf, noteOf } from "@/components/canvas/layout/ids";
import { registry } from "@/components/flow/registry";
import { toast } from "@/components/ui/toaster";
import * as commands from "@/engine/edit/commands";
import { exitsOf } from "@/engine/edit/exits";
import type { AccountNames } from "@/engine/verify/problem";
import { type OpenDraft, useView } from "../draft/use-draft-store";
import { useProblems } from "../problems/use-problems";
import type { Editor, FocusRequest, Overlay, Rights, Trace } from "./editor-context";

type Revealed = { path: Editor["path"]; focusRequest: FocusRequest | null };

/** The state that the editor's parts share: the draft, its problems, the selection, the open dialog, and the actions. */
export function useEditorState(
  flow: Editor["flow"],
  may: Rights,
  { store, sync }: OpenDraft,
  names: AccountNames,
  revealOnCanvas: (step: string, beside?: string) => void,
): Editor & { announcement: string } {
  const view = useView(store);
  const { draft } = view;
  const verification = useProblems(draft, names);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [{ path, focusRequest }, setRevealed] = useState<Revealed>({ path: null, focusRequest: null });
  const [overlay, show] = useState<Overlay | null>(null);
  const [trace, setTrace] = useState<Trace>({ marks: new Map(), path: null, figures: null });
  const [announcement, say] = useState("");
  const readOnly = !may.edit || flow.archived;

  const select = useCallback((keys: string[]) => {
    setSelection(new Set(keys));
    setRevealed({ path: null, focusRequest: null });
  }, []);

  const actions = useMemo(() => {
    const now = () => store.view().draft;
    const run: Editor["run"] = (command, text) => {
      if (readOnly || !command) return false;
      const done = store.apply(command);
      if (done) say(text ?? `${command.label}. Done.`);
      else toast.error("Not changed: somebody else has just changed the same. Look again and repeat it.");
      return done;
    };
    const reveal: Editor["reveal"] = (step, field, { path: shownPath = null, beside } = {}) => {
      setSelection(new Set(step === null ? [] : [step]));
      setRevealed({ path: shownPath, focusRequest: field ? { step, field: [...field] } : null });
      if (step !== null) revealOnCanvas(step, beside);
    };
    const addStep: Editor["addStep"] = (request) => {
      const command = commands.addStep(registry, now(), { ...request, names });
      if (!command || !run(command)) return null;
      reveal(command.id, undefined, { beside: (request.from ?? request.into)?.step });
      return command.id;
    };
    const revert = (kind: "undo" | "redo") => {
      if (readOnly) return;
      const done = store[kind]();
      if (!done) say(`Nothing to ${kind}.`);
      else if ("label" in done) say(`${kind === "undo" ? "Undone" : "Done again"}: ${done.label}.`);
      else
        toast.error(
          `“${done.refused}” cannot be ${kind === "undo" ? "undone" : "redone"}: it was changed since by somebody else.`,
        );
    };
    return { run, reveal, addStep, undo: () => revert("undo"), redo: () => revert("redo") };
  }, [store, readOnly, names, revealOnCanvas]);

  const removeSelected = (keys: readonly string[] = [...selection]) => {
    const steps = keys.filter((key) => Object.hasOwn(draft.steps, key));
    if (steps.length === 1 && steps[0] === draft.start) toast("The trigger stays: the flow starts with it.");
    actions.run(commands.removeSteps(draft, steps));
    for (const note of keys.flatMap((key) => noteOf(key) ?? []))
      actions.run(commands.removeNote(store.view().draft, note));
    select([]);
  };
  const duplicateSelected = (keys: readonly string[] = [...selection]) => {
    const made = commands.duplicateSteps(registry, draft, keys);
    if (!made.ok) toast(made.message);
    else if (actions.run(made.command)) select(made.ids);
  };

  const selectedSteps = [...selection].filter((key) => Object.hasOwn(draft.steps, key));
  return {
    ...{ flow, may, readOnly, store, sync, view, draft, names, ...verification },
    ...{
      selection,
      path,
      focusRequest,
      trace,
      setTrace,
      overlay,
      select,
      removeSelected,
      duplicateSelected,
      show,
      say,
      announcement,
    },
    ...actions,
    step: selection.size === 1 ? (selectedSteps[0] ?? null) : null,
  };
}

/** Where to insert a step after another one: at its first open mandatory exit, else at its first exit. Null if it has none. */
export function insertionPointAfter(draft: Editor["draft"], step: string): { from?: ExitOf; into?: ExitOf } | null {
  const placed = draft.steps[step];
  const exits = placed ? (exitsOf(registry, placed) ?? []) : [];
  const open = exits.find((exit) => exit.kind === "mandatory" && !placed?.exits[exit.id]);
  if (open) return { from: { step, exit: open.id } };
  const [first] = exits;
  if (!first) return null;
  return placed?.exits[first.id] ? { into: { step, exit: first.id } } : { from: { step, exit: first.id } };
}
