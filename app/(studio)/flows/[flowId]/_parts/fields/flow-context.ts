"use client";
import { createContext, useContext } from "react";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames } from "@/engine/verify";

type FlowContext = { draft: Draft; names: AccountNames };

export const FlowContext = createContext<FlowContext | null>(null);

/** The flow that a field belongs to: its variables, and what the account has by name. */
export function useFlow(): FlowContext {
  const flow = useContext(FlowContext);
  if (!flow) throw new Error("A flow's field stands outside of a flow.");
  return flow;
}
