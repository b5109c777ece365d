"use client";
import { useState } from "react";
import type { Direction } from "@/components/canvas/layout/graph";

/**
 * How the flow is laid out: from left to right, or from the top down. It is kept for each flow in this browser and is no part
 * of the flow: looking at it another way is no edit.
 */
export function useDirection(flow: string): [Direction, () => void] {
  const key = `patchcord.direction.${flow}`;
  const [direction, setDirection] = useState<Direction>(() => stored(key));
  return [
    direction,
    () => {
      const next = direction === "across" ? "down" : "across";
      setDirection(next);
      try {
        localStorage.setItem(key, next);
      } catch {
        // Storage is full or not allowed: the choice then lasts until the page is closed.
      }
    },
  ];
}

function stored(key: string): Direction {
  try {
    return localStorage.getItem(key) === "down" ? "down" : "across";
  } catch {
    return "across";
  }
}
