"use client";
import { DeleteFlow } from "./delete-flow";
import { FlowLabels } from "./flow-labels";
import { RenameFlow } from "./rename-flow";
import { RequestDetails } from "./request-details";
import type { Shown } from "./use-flow-actions";

/** The window over the list that was asked for. */
export function FlowWindow({ shown: { what, flow }, hide }: { shown: Shown; hide: () => void }) {
  if (what === "rename") return <RenameFlow flow={flow} close={hide} />;
  if (what === "labels") return <FlowLabels flow={flow} close={hide} />;
  if (what === "delete") return <DeleteFlow flow={flow} close={hide} />;
  return <RequestDetails flowId={flow.id} open onOpenChange={(open) => open || hide()} />;
}
