"use client";
import { createContext, useContext } from "react";
import type { Standing } from "../places/places";

export type GoTo = {
  standing: Standing;
  show: () => void;
  /** A page with more to choose from shows the list itself, for as long as it is open. Returns what gives it back. */
  instead: (show: () => void) => () => void;
};

export const GoToContext = createContext<GoTo | null>(null);

export function useGoTo(): GoTo {
  const goTo = useContext(GoToContext);
  if (!goTo) throw new Error("a part of the studio was rendered outside of <GoToProvider>");
  return goTo;
}
