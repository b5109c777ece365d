"use client";
import type { ConnectionLineComponentProps, EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { useUi } from "./context";
import { STEP_WIDTH } from "./geometry";
import type { Wire as Edge } from "./project";
import { pathOf, route, tipOf } from "./route";

/** From an exit to the step that follows. */
export const Wire = memo(
  function Wire({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<Edge>) {
    const from = { x: sourceX + STEP_WIDTH, y: sourceY + (data?.exitY ?? 0) };
    const points = route(from, { x: targetX, y: targetY }, data?.turn);
    const path = pathOf(points);
    const look = `wire wire-${data?.state}${data?.fault ? " wire-fault" : ""}`;
    // Dashes would tear the tip apart; where there are none it costs no element.
    const whole = data?.state !== "path" && !data?.fault;
    return (
      <>
        <path d={whole ? path + tipOf(points) : path} className={look} />
        {whole ? null : <path d={tipOf(points)} className={`${look} wire-tip`} />}
        <path d={path} className="react-flow__edge-interaction wire-reach" />
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

/** The wire that is being drawn. */
export function LooseWire({ fromX, fromY, toX, toY, fromHandle }: ConnectionLineComponentProps) {
  const taken = useUi((state) => state.taken);
  // One that was taken by its end hangs on its step's corner, like all wires that are there.
  const from = fromHandle.id || taken === null ? { x: fromX, y: fromY } : { x: fromX + STEP_WIDTH, y: fromY + taken };
  return (
    <>
      <path d={pathOf(route(from, { x: toX, y: toY }))} className="wire wire-loose" />
      <circle cx={toX} cy={toY} r={4} className="wire-end" />
    </>
  );
}
