"use client";
import type { ConnectionLineComponentProps, EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import { useUi } from "../commands/context";
import { STEP_WIDTH } from "../layout/geometry";
import type { Wire as Edge } from "../scene/project";
import { pathOf, plainRoute, tipOf, wayBetween } from "../wires/route";

/** Where a figure stands on its wire, from the exit: beside the exit's dot, clear of the thickest line. */
const FIGURE = { right: 8, above: 6 };

/** The wire from an exit to the step that follows. */
export const Wire = memo(
  function Wire({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<Edge>) {
    if (!data) return null;
    const from = { x: sourceX + STEP_WIDTH, y: sourceY + data.exitY };
    const points = wayBetween(from, { x: targetX, y: targetY }, data);
    const path = pathOf(points);
    const { figure } = data;
    const look = classNames(
      `wire wire-${data.state}`,
      data.fault && "wire-fault",
      data.change && `wire-${data.change}`,
      figure && `wire-level-${figure.level}`,
    );
    // A dashed wire needs its tip as a separate, undashed path; a plain wire saves that element.
    const whole = data.state !== "path" && !data.fault && data.change !== "removed";
    return (
      <>
        <path d={whole ? path + tipOf(points) : path} className={look} />
        {whole ? null : <path d={tipOf(points)} className={`${look} wire-tip`} />}
        <path d={path} className="react-flow__edge-interaction wire-reach" />
        {figure?.text ? (
          <text x={from.x + FIGURE.right} y={from.y - FIGURE.above} className="wire-figure">
            {figure.text}
          </text>
        ) : null}
      </>
    );
  },
  (a, b) =>
    a.data === b.data &&
    a.sourceX === b.sourceX &&
    a.sourceY === b.sourceY &&
    a.targetX === b.targetX &&
    a.targetY === b.targetY,
);

/** The wire while it is drawn or its end is dragged. */
export function ConnectionLine({ fromX, fromY, toX, toY, fromHandle }: ConnectionLineComponentProps) {
  const exitY = useUi((state) => state.reconnectedExitY);
  // A new wire starts at its exit's handle. A reconnected one starts at its step's corner, from where its exit is found.
  const from = fromHandle.id || exitY === null ? { x: fromX, y: fromY } : { x: fromX + STEP_WIDTH, y: fromY + exitY };
  return (
    <>
      <path d={pathOf(plainRoute(from, { x: toX, y: toY }))} className="wire wire-drawn" />
      <circle cx={toX} cy={toY} r={4} className="wire-end" />
    </>
  );
}
