import { useRef } from "react";
import type { Registry } from "@/engine/contract";
import { type Projection, type ProjectionInput, project } from "./project";

export type ShownFlow = Pick<ProjectionInput, "draft" | "selection" | "problems"> &
  Partial<
    Pick<ProjectionInput, "path" | "marks" | "stepFigures" | "wireFigures" | "outlines" | "compared" | "direction">
  >;

/** The flow as nodes and wires. What looks as it did before is the same object as before, so that React skips it. */
export function useProjection(registry: Registry, flow: ShownFlow): Projection {
  const last = useRef<{ input: ProjectionInput; projection: Projection } | null>(null);
  const { draft, selection, problems, path = null, direction = "across", ...more } = flow;
  const { marks, stepFigures, wireFigures, outlines, compared } = more;
  const shown = { marks, stepFigures, wireFigures, outlines, compared };
  const input: ProjectionInput = { draft, selection, problems, path, direction, ...shown };
  const before = last.current;
  const same =
    before && (Object.keys(input) as (keyof ProjectionInput)[]).every((key) => before.input[key] === input[key]);
  if (same) return before.projection;
  const projection = project(registry, input, before?.projection ?? null);
  last.current = { input, projection };
  return projection;
}
