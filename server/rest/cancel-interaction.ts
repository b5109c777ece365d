import { z } from "zod";
import { PatchcordError } from "../platform/errors";
import { readInteractionRecord } from "../reports/interaction/data";
import { cancelInteraction } from "../runtime/due/end-call";
import { runtime } from "../wiring";
import { route } from "./route";
import { id } from "./schemas";

const cancelled = z
  .object({ interaction_id: id("The interaction."), status: z.literal("cancelled") })
  .meta({ id: "CancelledInteraction" });

export const cancelRoute = route({
  method: "POST",
  path: "/api/flows/{flow_id}/interactions/{interaction_id}/cancel",
  operationId: "cancelInteraction",
  summary: "Cancel an interaction",
  description:
    "No dial is begun for it any more. A phone that the carrier is being asked to ring at that moment, and a live call, are hung up right after the answer. Nothing is cancelled twice: a repeated request is answered with 409.",
  scope: "flows-interactions:cancel",
  rate: "change",
  params: z.object({ flow_id: id("The flow."), interaction_id: id("The interaction.") }),
  notFoundCode: "interaction_not_found",
  response: { status: 202, description: "Cancelled.", schema: cancelled },
  errors: [
    "unauthorized",
    "insufficient_scope",
    "interaction_not_found",
    "interaction_over",
    "rate_limited",
    "internal",
    "unavailable",
  ],
  handler: async ({ caller: { account }, params: { flow_id, interaction_id } }) => {
    const found = await readInteractionRecord(account, flow_id, interaction_id);
    if (!found) throw new PatchcordError("interaction_not_found", "There is no such interaction.");
    if (!(await cancelInteraction(runtime(), account, interaction_id)))
      throw new PatchcordError("interaction_over", "The interaction has ended already.");
    return Response.json(
      { interaction_id, status: "cancelled" },
      { status: 202, headers: { "Cache-Control": "no-store" } },
    );
  },
});
