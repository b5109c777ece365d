import { toast } from "@/components/ui/toaster";
import * as commands from "@/engine/edit/commands";
import type { OverwrittenName, ReportedEdit } from "../remote/remote";
import type { DraftStore } from "./draft-store";

/** A name that was written over can be taken back by the toast for this long. */
const TAKE_BACK_MS = 30_000;

/** Shows one toast for each person, however many edits they made. */
export function toastOthersEdits(reported: readonly ReportedEdit[]): void {
  for (const by of new Set(reported.map((one) => one.by))) {
    const labels = reported.filter((one) => one.by === by).map(({ edit }) => edit.label);
    const [last = ""] = labels.slice(-1);
    toast(`${by} changed this flow`, {
      description: labels.length > 1 ? `${last}, and ${labels.length - 1} more` : last,
    });
  }
}

/** Says whose name was written over, and offers to take it back. One toast a name: a later one replaces it. */
export function toastOverwritten(store: DraftStore, names: readonly OverwrittenName[]): void {
  for (const { path, was, is, by, mine } of names) {
    const text = mine ? `${by} had just named it “${was}”` : `${by} renamed your “${was}”`;
    const description = mine ? `You have renamed it to “${is}”.` : `It is called “${is}” now.`;
    toast(text, {
      description,
      ...{ id: `overwritten ${path.join(".")}`, duration: TAKE_BACK_MS },
      action: { label: "Take it back", onClick: () => takeBack(store, path, was) },
    });
  }
}

function takeBack(store: DraftStore, [field, step = ""]: readonly string[], name: string): void {
  const { draft } = store.view();
  const command =
    field === "name" ? commands.setFlowField(draft, "name", name) : commands.renameStep(draft, step, name);
  if (!store.apply(command)) toast.error("Not taken back: it is gone, or has this name again.");
}
