import {
  ArrowLeftRight,
  GitCommitHorizontal,
  type LucideIcon,
  Minus,
  PencilLine,
  Plus,
  TextCursorInput,
} from "lucide-react";
import { TONES, type Tone } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { FlowChange } from "@/engine/diff";

const KINDS = {
  added: { word: "Added", icon: Plus, tone: "good" },
  removed: { word: "Removed", icon: Minus, tone: "bad" },
  rewired: { word: "Rewired", icon: ArrowLeftRight, tone: "live" },
  changed: { word: "Changed", icon: PencilLine, tone: "warn" },
  renamed: { word: "Renamed", icon: TextCursorInput, tone: "off" },
} as const satisfies Record<FlowChange["kind"], { word: string; icon: LucideIcon; tone: Tone }>;

type Props = {
  changes: readonly FlowChange[];
  nameOf: (step: string) => string;
  /** With it, each change of a step is a button that shows the step. */
  onShow?: ((step: string) => void) | undefined;
};

/** The differences between two documents, as text. Positions and notes are not listed: they change nothing that the flow does. */
export function ChangeList({ changes, nameOf, onShow }: Props) {
  if (changes.length === 0)
    return (
      <p className="flex items-center gap-2 text-quiet">
        <GitCommitHorizontal aria-hidden className="size-4" /> Nothing that changes what the flow does.
      </p>
    );
  return (
    <ul className="divide-y divide-line rounded-card border border-line">
      {changes.map((change) => (
        <Line
          key={[change.kind, change.step, change.what, change.before, change.after].join("\u0000")}
          change={change}
          subject={change.step === null ? "Flow" : nameOf(change.step)}
          onShow={onShow}
        />
      ))}
    </ul>
  );
}

type LineProps = Pick<Props, "onShow"> & { change: FlowChange; subject: string };

function Line({ change, subject, onShow }: LineProps) {
  const { kind, step, what, before, after } = change;
  const whole = what === subject;
  const { word, icon: Icon, tone } = KINDS[kind];
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)] items-start gap-2 px-3 py-1.5">
      <span
        className={classNames(
          "inline-flex h-5 w-fit items-center gap-1 rounded-tag px-1.5 font-medium text-label",
          TONES[tone],
        )}
      >
        <Icon aria-hidden className="size-3" /> {word}
      </span>
      <span className="min-w-0 break-words">
        {step !== null && onShow ? (
          <button
            type="button"
            onClick={() => onShow(step)}
            className="rounded-tag text-left font-medium text-accent-ink underline-offset-2 hover:underline"
          >
            {subject}
          </button>
        ) : (
          <span className="font-medium">{subject}</span>
        )}
        {whole ? null : <span className="text-quiet"> · {what}</span>}
        {!whole && (before !== undefined || after !== undefined) ? (
          <span className="mt-0.5 block text-label text-quiet">
            {before === undefined ? null : <del className="decoration-bad">{before}</del>}
            {before !== undefined && after !== undefined ? " → " : null}
            {after === undefined ? null : <ins className="no-underline">{after}</ins>}
          </span>
        ) : null}
      </span>
    </li>
  );
}
