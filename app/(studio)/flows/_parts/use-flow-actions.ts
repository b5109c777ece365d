"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { downloadText } from "./download-text";
import type { FlowRow } from "./flow";

/** The window that is open over the list, and which flow it is about. */
export type Shown = { what: "request" | "rename" | "labels" | "delete"; flow: FlowRow };

const TIME_TO_UNDO_MS = 10_000;

/** What can be done with a flow from the list. Each says what happened; what can be undone offers it. */
export function useFlowActions(mayBuild: boolean) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [shown, show] = useState<Shown | null>(null);
  const refresh = () => queries.invalidateQueries(trpc.flows.pathFilter());
  const settled = { onSettled: refresh };
  const duplicate = useMutation(trpc.flows.duplicate.mutationOptions(settled));
  const archive = useMutation(trpc.flows.archive.mutationOptions(settled));
  const unarchive = useMutation(trpc.flows.unarchive.mutationOptions(settled));
  const failed = (what: string) => (error: { message: string }) => void toast.error(`${what} ${error.message}`);

  const bringBack = ({ id, name }: FlowRow) =>
    unarchive.mutateAsync({ id }).then(() => {
      toast.success(`${name} is back among the flows.`);
    }, failed("The flow is still archived."));

  const putAway = (flow: FlowRow) =>
    archive.mutateAsync({ id: flow.id }).then(() => {
      toast.success(`${flow.name} archived.`, {
        duration: TIME_TO_UNDO_MS,
        action: { label: "Undo", onClick: () => void bringBack(flow) },
      });
    }, failed("The flow was not archived."));

  return {
    mayBuild,
    shown,
    show,
    hide: () => show(null),
    duplicate: ({ id }: FlowRow) =>
      void duplicate.mutateAsync({ id }).then(({ name }) => {
        toast.success(`Duplicated as ${name}.`);
      }, failed("The flow was not duplicated.")),
    archive: (flow: FlowRow) => void putAway(flow),
    unarchive: (flow: FlowRow) => void bringBack(flow),
    exportFlow: ({ id }: FlowRow) =>
      void queries
        .fetchQuery({ ...trpc.flows.exportFlow.queryOptions({ id }), staleTime: 0 })
        .then(({ fileName, text }) => {
          downloadText(fileName, text);
          toast.success(`Exported as ${fileName}.`);
        }, failed("The flow was not exported.")),
  };
}
export type FlowActions = ReturnType<typeof useFlowActions>;
