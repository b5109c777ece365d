"use client";
import { DeleteFlow } from "./delete-flow";
import { FlowLabels } from "./flow-labels";
import { RenameFlow } from "./rename-flow";
import { RequestDetails } from "./request-details";
import type { OpenFlowDialog } from "./use-flow-actions";

/** The dialog that is open over the flow list. */
export function FlowDialog({ dialog: { what, flow }, close }: { dialog: OpenFlowDialog; close: () => void }) {
  if (what === "rename") return <RenameFlow flow={flow} close={close} />;
  if (what === "labels") return <FlowLabels flow={flow} close={close} />;
  if (what === "delete") return <DeleteFlow flow={flow} close={close} />;
  return <RequestDetails flowId={flow.id} open onOpenChange={(open) => open || close()} />;
}
