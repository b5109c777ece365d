"use client";
import { createContext, type Dispatch, type SetStateAction, useContext } from "react";
import type { Command } from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames, FlowPath, Problem } from "@/engine/verify/problem";
import type { DraftStore, View } from "../draft/draft-store";
import type { Sync } from "../draft/sync";

export type Rights = { edit: boolean; publish: boolean; overrideTests: boolean };

/** What lies over the editor; one at a time. */
export type Overlay =
  | { is: "publish" | "save" | "discard" | "shortcuts" | "commands" | "request" | "merge" }
  /** Asks which component a new step is to be. */
  | { is: "add"; from?: ExitOf; into?: ExitOf; position?: [number, number] }
  /** Asks where an exit is to lead. */
  | { is: "send"; exit: ExitOf };

export type ExitOf = { step: string; exit: string };

export type Trace = { marks: ReadonlyMap<string, "live" | "done" | "failed">; path: FlowPath | null };

/** A field to bring into view and focus; `nth` tells two requests for the same field apart. */
export type FocusRequest = { step: string | null; field: string[]; nth: number };

export type Editor = {
  flow: { id: string; archived: boolean };
  may: Rights;
  readOnly: boolean;
  store: DraftStore;
  sync: Sync | null;
  view: View;
  draft: Draft;
  names: AccountNames;
  problems: readonly Problem[];
  /** The verifier has not seen the draft as it is now. */
  checking: boolean;
  /** The verifier itself broke; what it said before is all there is. */
  unchecked: boolean;
  selection: ReadonlySet<string>;
  /** The one selected step, or null if there is none or there are several. */
  step: string | null;
  path: FlowPath | null;
  focusRequest: FocusRequest | null;
  /** Where a test run has been. */
  trace: Trace;
  setTrace: Dispatch<SetStateAction<Trace>>;
  overlay: Overlay | null;
  select: (keys: string[]) => void;
  /** Selects a step and shows it on the canvas; with a field, focuses it. */
  reveal: (step: string | null, field?: string[], path?: FlowPath | null) => void;
  /** Makes a command's changes; `said` is read aloud. False if there was nothing to do or it no longer fits. */
  run: (command: Command | null, said?: string) => boolean;
  addStep: (wanted: { component: string; from?: ExitOf; into?: ExitOf; position?: [number, number] }) => string | null;
  removeSelected: (keys?: readonly string[]) => void;
  duplicateSelected: (keys?: readonly string[]) => void;
  undo: () => void;
  redo: () => void;
  show: (overlay: Overlay | null) => void;
  say: (text: string) => void;
};

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("a part of the editor stands outside of it");
  return editor;
}
