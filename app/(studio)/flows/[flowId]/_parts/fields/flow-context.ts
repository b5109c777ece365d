"use client";
import { createContext, useContext } from "react";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames } from "@/engine/verify";

type FlowContext = { draft: Draft; names: AccountNames };

export const FlowContext = createContext<FlowContext | null>(null);

/** The flow of the form: its draft, and the account's things by name. */
export function useFlow(): FlowContext {
  const flow = useContext(FlowContext);
  if (!flow) throw new Error("A flow field was rendered outside of a FlowContext.");
  return flow;
}
