import { useRef } from "react";
import type { Registry } from "@/engine/contract";
import { type Projection, project, type Shown } from "./project";
import type { FlowCanvasProps } from "./props";

/** What is to be drawn; nodes and wires that look as before are the objects they were before. */
export function useProjection(registry: Registry, props: FlowCanvasProps): Projection {
  const last = useRef<{ shown: Shown; made: Projection } | null>(null);
  const { draft, selection, problems, path = null, marks, heat } = props;
  const shown: Shown = { draft, selection, problems, path, marks, heat };
  const before = last.current;
  const same = before && (Object.keys(shown) as (keyof Shown)[]).every((key) => before.shown[key] === shown[key]);
  if (same) return before.made;
  const made = project(registry, shown, before?.made ?? null);
  last.current = { shown, made };
  return made;
}
