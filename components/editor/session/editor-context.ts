"use client";
import { createContext, type Dispatch, type SetStateAction, useContext } from "react";
import type { ExitOf } from "@/components/canvas/layout/ids";
import type { FlowFigures } from "@/components/canvas/scene/figures";
import type { Mark } from "@/components/canvas/scene/project";
import type { Command } from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames, FlowPath, Problem } from "@/engine/verify/problem";
import type { DraftStore, View } from "../draft/draft-store";
import type { Sync } from "../draft/sync";

export type Rights = { edit: boolean; publish: boolean; overrideTests: boolean };

/** The dialog or picker that is open over the editor; one at a time. */
export type Overlay =
  | { is: "publish" | "save" | "discard" | "shortcuts" | "commands" | "request" | "merge" }
  /** Asks for the component of a new step. */
  | { is: "add"; from?: ExitOf; into?: ExitOf; position?: [number, number] }
  /** Asks what follows an exit, or several at once. */
  | { is: "send"; exits: readonly ExitOf[]; position?: [number, number] | undefined };

export type Trace = {
  marks: ReadonlyMap<string, Mark>;
  path: FlowPath | null;
  /** What the saved tests do not take, once they have run. */
  figures: FlowFigures | null;
};

/** A field to scroll to and focus. Each request has a list of its own, so that the same field can be asked for again. */
export type FocusRequest = { step: string | null; field: string[] };

/** What is shown on the canvas with a step: the path that leads to a problem, or another step where there is room. */
type AlsoShown = { path?: FlowPath | undefined; beside?: string | undefined };

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
  /** The verifier has not checked the current draft yet. */
  checking: boolean;
  /** The verifier itself failed; the problems are those of an earlier draft. */
  unchecked: boolean;
  selection: ReadonlySet<string>;
  /** The one selected step, or null if there is none or there are several. */
  step: string | null;
  path: FlowPath | null;
  focusRequest: FocusRequest | null;
  /** What the test panel shows on the canvas: the steps and the path of a run, or what the tests leave out. */
  trace: Trace;
  setTrace: Dispatch<SetStateAction<Trace>>;
  overlay: Overlay | null;
  select: (keys: string[]) => void;
  /** Selects a step and shows it on the canvas; with a field, focuses it. */
  reveal: (step: string | null, field?: string[], also?: AlsoShown) => void;
  /** Applies a command's changes; `announcement` is for screen readers. False if there was nothing to do or a change no longer fits. */
  run: (command: Command | null, announcement?: string) => boolean;
  addStep: (request: { component: string; from?: ExitOf; into?: ExitOf; position?: [number, number] }) => string | null;
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
  if (!editor) throw new Error("a part of the editor was rendered outside of <Workbench>");
  return editor;
}
