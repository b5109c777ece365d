import type { Change } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { ExitOf } from "@/engine/edit/exits";
import type { AccountNames, Problem } from "@/engine/verify";

/** An edit of the panel; the draft store gives it an id. */
export type PanelEdit = { label: string; changes: Change[] };

export type StepPanelProps = {
  draft: Draft;
  /** The selected step. Null if none or several are selected: then the flow's settings are shown. */
  step: string | null;
  names: AccountNames;
  problems: readonly Problem[];
  readOnly: boolean;
  onEdit: (edit: PanelEdit) => void;
  /** Called to ask what follows these exits of the shown step. */
  onSend: (exits: readonly ExitOf[]) => void;
  /** Called to show another step, or one of its fields. */
  onReveal: (step: string, field?: string[]) => void;
  /** The path of a field to scroll to and focus; a new array each time. */
  focusField?: readonly string[] | undefined;
};

export type StepViewProps = StepPanelProps & { step: string; placed: Draft["steps"][string] };

export type VariableRowProps = {
  draft: Draft;
  name: string;
  variable: Draft["variables"][string];
  /** Ids of the steps that set or read it. */
  usedBy: string[];
  readOnly: boolean;
  onEdit: (edit: PanelEdit) => void;
  onReveal: (step: string) => void;
};
