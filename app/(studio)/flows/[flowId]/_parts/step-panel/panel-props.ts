import type { Change } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames, Problem } from "@/engine/verify";

/** One edit as the panel asks for it; the store gives it its id. */
export type PanelEdit = { label: string; changes: Change[] };

export type StepPanelProps = {
  draft: Draft;
  /** The one selected step; null for none or several: the flow itself is shown. */
  step: string | null;
  names: AccountNames;
  problems: readonly Problem[];
  readOnly: boolean;
  onEdit: (edit: PanelEdit) => void;
  /** Asks for a new step on an exit of the shown step. */
  onCreateStep: (exit: string, component: string) => void;
  /** Asks for another step to be shown. */
  onReveal: (step: string) => void;
  /** A problem's field to bring into view and focus; a new array each time. */
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
