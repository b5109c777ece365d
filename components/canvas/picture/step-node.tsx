"use client";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Check, CircleAlert, CircleX, Plus, TriangleAlert } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { ComponentIcon } from "@/components/flow/icon";
import { classNames } from "@/components/ui/class-names";
import { useCanvasContext, useFar } from "../commands/context";
import { type ExitRow, LINE_LENGTH } from "../layout/step-shape";
import type { StepFigure } from "../scene/figures";
import type { Outline } from "../scene/outline";
import type { Mark, StepNode as Node, ProblemCount } from "../scene/project";

/** A step of the flow. Renders again only when its own content has changed, not when another step or the view moves. */
export const StepNode = memo(
  function StepNode({ id, data: { shape, problems, mark, figure, outline, leadsTo }, selected }: NodeProps<Node>) {
    const far = useFar(useCanvasContext().view);
    const look = classNames(
      "step",
      selected && "step-selected",
      mark && `step-${mark}`,
      far && "step-far",
      outline && "step-outlined",
    );
    const style = styleOf(figure, outline);
    if (far)
      return (
        <div className={look} style={style}>
          <span className="step-far-bar" style={{ background: `var(--${shape.group})` }} />
          <span className="step-far-name">{shape.name}</span>
          {problems?.errors ? <span className="step-far-fault" /> : null}
        </div>
      );
    return (
      <div className={look} style={style}>
        <div className="step-header">
          {shape.icon ? (
            <ComponentIcon icon={shape.icon} group={shape.group} />
          ) : (
            <CircleX aria-hidden className="step-sign text-bad" />
          )}
          <div className="step-title">
            <div className={cut("step-name", shape.name, FITS.name)}>{shape.name}</div>
            <div className={cut("step-component", shape.component, FITS.label)}>{shape.component}</div>
          </div>
          {mark ? <MarkSign mark={mark} /> : null}
        </div>
        {outline ? <span className="step-flag">{outline.text}</span> : null}
        {problems ? <Problems {...problems} /> : null}
        {shape.lines > 0 ? (
          <div className={shape.summary.length === 1 && shape.lines === 2 ? "step-text" : "step-lines"}>
            {shape.summary.map((line) => (
              <div key={line} className={cut("", line, LINE_LENGTH)}>
                {line}
              </div>
            ))}
          </div>
        ) : null}
        {shape.exits.length > 0 ? (
          <div className="step-exits">
            {shape.exits.map((exit, row) => (
              <Exit key={exit.id} step={id} exit={exit} leadsTo={leadsTo[row] ?? null} />
            ))}
          </div>
        ) : null}
        {figure?.text ? <div className="step-figure">{figure.text}</div> : null}
      </div>
    );
  },
  (a, b) => a.data === b.data && a.selected === b.selected && a.id === b.id,
);

function styleOf(figure: StepFigure | undefined, outline: Outline | undefined): CSSProperties | undefined {
  if (!figure && !outline) return undefined;
  const variables: Record<string, string | number> = {};
  if (figure) variables["--heat"] = figure.heat;
  if (outline) variables["--outline"] = `var(--${outline.colour})`;
  return variables as CSSProperties;
}

/** This many characters fit, whichever they are. */
const FITS = { name: 14, label: 18 };

/**
 * Clips only text that may be too long: the browser treats each clipped element as a paint chunk of its own, and a frame of
 * a movement costs as much as there are chunks.
 */
function cut(look: string, text: string, fitting: number): string {
  return text.length > fitting ? `${look} cut` : look;
}

type ExitProps = { step: string; exit: ExitRow; leadsTo: string | null };

/**
 * One exit: its name, where it leads if that is hard to see, its handle and, while it leads nowhere, a button that adds a step. For the keyboard the step's menu has
 * the exits: at most zooms a handle is too small for a tab stop.
 */
function Exit({ step, exit: { id, label, note, kind, target }, leadsTo }: ExitProps) {
  const { commands, readOnly } = useCanvasContext();
  const open = target === null;
  const fixed = readOnly || kind === "fault";
  const from = { step, exit: id };
  const text = note ? `${label} · ${note}` : label;
  return (
    <div className={classNames("exit", `exit-${kind}`, open && "exit-open")} data-exit={id}>
      <span className={cut("exit-label", text, FITS.label)}>{text}</span>
      {leadsTo === null ? null : (
        <span className={cut("exit-leads", `${text} ${leadsTo}`, FITS.label)}>→ {leadsTo}</span>
      )}
      {fixed ? (
        <span className="exit-dot" />
      ) : (
        <Handle
          id={id}
          type="source"
          position={Position.Right}
          className="exit-handle nokey"
          role="button"
          tabIndex={-1}
          aria-label={`Connect ${label}${open ? ", not connected" : ""}`}
          onClick={(event) => {
            // Else the step below would take this click as the target of a pending connection.
            event.stopPropagation();
            commands.beginConnect(from);
          }}
        />
      )}
      {open && !fixed ? (
        <button
          type="button"
          className="exit-add nodrag nopan nokey"
          tabIndex={-1}
          aria-label={`Add a step after ${label}`}
          onClick={(event) => {
            event.stopPropagation();
            // The button goes once the exit leads somewhere; the focus must not go with it.
            commands.now().focus(null);
            commands.addAfter(from);
          }}
        >
          <Plus aria-hidden />
        </button>
      ) : null}
    </div>
  );
}

function Problems({ errors, warnings }: ProblemCount) {
  return (
    <div className="step-problems" aria-hidden>
      {errors ? (
        <span className="bg-bad-wash text-bad">
          <CircleAlert /> {errors}
        </span>
      ) : null}
      {warnings ? (
        <span className="bg-warn-wash text-warn">
          <TriangleAlert /> {warnings}
        </span>
      ) : null}
    </div>
  );
}

function MarkSign({ mark }: { mark: Mark }) {
  if (mark === "live") return <span className="step-pulse" aria-hidden />;
  const Icon = mark === "done" ? Check : CircleX;
  return <Icon aria-hidden className={classNames("step-sign", mark === "done" ? "text-good" : "text-bad")} />;
}
