"use client";
import { useEffect, useRef } from "react";
import type { SceneStore } from "../scene/scene-store";
import type { ViewStore } from "../scene/view-store";
import { type LiveDots, startLiveDots } from "./live-dots";

type Props = { view: ViewStore; scene: SceneStore; live: LiveDots };

/** Calls that run now, as dots over the flow. Hidden from screen readers: whoever shows them says in words where calls are. */
export function LiveLayer({ view, scene, live }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? startLiveDots(canvas.current, view, scene, live) : undefined), [view, scene, live]);
  return <canvas ref={canvas} aria-hidden className="live-dots" />;
}
