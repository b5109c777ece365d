"use client";
import { ChevronDown, ChevronRight, CornerDownRight, PencilLine, Plus, Trash2, Unplug } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { Line } from "@/components/editor/outline/tree";
import { useEditor } from "@/components/editor/session/editor-context";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { classNames } from "@/components/ui/class-names";
import { renameStep } from "@/engine/edit/commands";

type Props = {
  line: Line;
  /** In pixels. */
  top: number;
  height: number;
  /** A tap opens the settings of the step, or asks where the exit leads. */
  tapOpens: boolean;
  active: boolean;
  renaming: boolean;
  onRename: () => void;
  onRenamed: () => void;
  onFocus: () => void;
  onToggle: (close: boolean) => void;
  onAdd: () => void;
  onRemove: () => void;
  onGo: (step: string) => void;
};

/** Deeper lines are not indented further, so that their names stay visible. */
const DEEPEST_INDENT = 9;

export function OutlineLine({ line, top, height, tapOpens, active, onFocus, ...rest }: Props) {
  const { selection, problems, select, reveal, show, readOnly } = useEditor();
  const isStep = line.kind === "step";
  const broken = isStep && problems.some(({ step, severity }) => step === line.step && severity === "error");
  const open = (field: string[]) => {
    if (isStep) reveal(line.step, field);
    else if (!readOnly) show({ is: "send", exits: [line] });
  };
  return (
    <div
      role="treeitem"
      aria-level={line.level}
      aria-expanded={isStep && line.closed !== null ? !line.closed : undefined}
      aria-selected={isStep && selection.has(line.step)}
      aria-label={useName(line, broken)}
      tabIndex={active ? 0 : -1}
      onFocus={onFocus}
      onClick={() => (tapOpens ? open([]) : isStep ? select([line.step]) : undefined)}
      onDoubleClick={() => (tapOpens ? undefined : open(["name"]))}
      onKeyDown={undefined}
      style={{ top, height, paddingLeft: 8 + Math.min(line.level - 1, DEEPEST_INDENT) * 12 }}
      className={classNames(
        "group absolute inset-x-0 flex cursor-default items-center gap-1.5 pr-1.5 focus-visible:-outline-offset-2",
        isStep && selection.has(line.step) ? "bg-accent-wash" : "hover:bg-hover",
      )}
    >
      {isStep ? <StepLine line={line} broken={broken} {...rest} /> : <ExitLine line={line} {...rest} />}
    </div>
  );
}

function useName(line: Line, broken: boolean): string {
  const { draft } = useEditor();
  const step = draft.steps[line.step];
  if (line.kind === "step") {
    const component = registry.get(step?.component ?? "")?.definition.label ?? "unknown component";
    return `${step?.name}, ${component}${broken ? ", has errors" : ""}`;
  }
  const target =
    line.target === null ? "not connected" : `leads to ${draft.steps[line.target]?.name ?? "a missing step"}`;
  return `Exit ${line.label} of ${step?.name}, ${target}`;
}

type PartProps<Kind extends Line["kind"]> = Omit<
  Props,
  "line" | "top" | "height" | "tapOpens" | "active" | "onFocus"
> & {
  line: Extract<Line, { kind: Kind }>;
};

function StepLine({
  line,
  broken,
  renaming,
  onRename,
  onRenamed,
  onToggle,
  onAdd,
  onRemove,
}: PartProps<"step"> & { broken: boolean }) {
  const { draft, readOnly } = useEditor();
  const step = draft.steps[line.step];
  const definition = registry.get(step?.component ?? "")?.definition;
  const Arrow = line.closed ? ChevronRight : ChevronDown;
  return (
    <>
      <Act label={line.closed ? "Open" : "Close"} hidden={line.closed === null} onClick={() => onToggle(!line.closed)}>
        <Arrow aria-hidden className="size-3.5 text-quiet" />
      </Act>
      {definition ? <ComponentIcon {...definition} /> : null}
      {renaming ? (
        <NameInput step={line.step} name={step?.name ?? ""} onDone={onRenamed} />
      ) : (
        <span className={classNames("min-w-0 flex-1 truncate font-medium", broken && "text-bad")}>{step?.name}</span>
      )}
      {readOnly || renaming ? null : (
        <Actions>
          <Act label="Rename" onClick={onRename}>
            <PencilLine aria-hidden className="size-3.5" />
          </Act>
          <Act label="Add a step after" onClick={onAdd}>
            <Plus aria-hidden className="size-3.5" />
          </Act>
          <Act label="Delete" hidden={line.step === draft.start} onClick={onRemove}>
            <Trash2 aria-hidden className="size-3.5" />
          </Act>
        </Actions>
      )}
    </>
  );
}

function ExitLine({ line, onAdd, onRemove, onGo }: PartProps<"exit">) {
  const { draft, readOnly, show } = useEditor();
  const { target, label, elsewhere, mandatory } = line;
  const open = target === null;
  return (
    <>
      <CornerDownRight aria-hidden className="size-3.5 shrink-0 text-quiet" />
      <span className="shrink-0 text-quiet">{label}</span>
      <span className={classNames("min-w-0 flex-1 truncate", open && mandatory ? "text-bad" : "text-quiet")}>
        {open ? "not connected" : elsewhere ? `→ ${draft.steps[target]?.name ?? "a missing step"}` : ""}
      </span>
      <Actions>
        {readOnly ? null : (
          <>
            <Act label="Choose where it leads" onClick={() => show({ is: "send", exits: [line] })}>
              <PencilLine aria-hidden className="size-3.5" />
            </Act>
            <Act label="Add a step here" onClick={onAdd}>
              <Plus aria-hidden className="size-3.5" />
            </Act>
            <Act label="Disconnect" hidden={open} onClick={onRemove}>
              <Unplug aria-hidden className="size-3.5" />
            </Act>
          </>
        )}
        <Act label="Go to the step" hidden={open || !elsewhere} onClick={() => target !== null && onGo(target)}>
          <ChevronRight aria-hidden className="size-3.5" />
        </Act>
      </Actions>
    </>
  );
}

/** The buttons of the line under the pointer or with the focus. They are not tab stops: each has a key on the line. */
function Actions({ children }: { children: ReactNode }) {
  return <span className="hidden shrink-0 items-center group-focus-within:flex group-hover:flex">{children}</span>;
}

function Act({
  label,
  hidden,
  onClick,
  children,
}: {
  label: string;
  hidden?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  if (hidden) return <span className="size-6 shrink-0" />;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        onClick();
      }}
      className="grid size-6 shrink-0 place-items-center rounded-tag text-quiet hover:bg-hover hover:text-ink"
    >
      {children}
    </button>
  );
}

function NameInput({ step, name, onDone }: { step: string; name: string; onDone: () => void }) {
  const { draft, run } = useEditor();
  const [typed, setTyped] = useState(name);
  const save = () => {
    run(renameStep(draft, step, typed));
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") save();
    else if (event.key === "Escape") onDone();
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the user has just asked to rename the step.
      autoFocus
      aria-label="Name of the step"
      maxLength={120}
      value={typed}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={onKeyDown}
      onBlur={save}
      className="h-6 min-w-0 flex-1 rounded-tag border border-edge bg-panel px-1.5"
    />
  );
}
