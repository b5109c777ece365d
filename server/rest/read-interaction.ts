import { z } from "zod";
import { PatchcordError } from "../platform/errors";
import { readInteraction } from "../reports/interaction/data";
import { route } from "./route";

const moment = z.iso.datetime();
const id = (description: string) => z.guid().meta({ description, example: "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55" });

const step = z
  .object({
    step: z.string().meta({ description: "The step's id in the flow.", example: "call_customer" }),
    component: z.string().meta({ example: "make_outbound_call" }),
    exit: z.string().nullable().meta({ description: "The exit it took; null while it runs.", example: "answered" }),
    entered_at: moment,
    left_at: moment.nullable(),
    error: z.object({ code: z.string(), message: z.string().optional() }).optional(),
  })
  .meta({ id: "Step" });

const interaction = z
  .object({
    interaction_id: id("The interaction."),
    flow_id: id("The flow it was started on."),
    flow_version_id: id("The flow version it runs on."),
    flow_version: z.int().meta({ description: "The number of that version.", example: 3 }),
    status: z.enum(["running", "completed", "failed", "cancelled", "expired"]),
    outcome: z
      .enum(["forwarded", "ended", "contact_hung_up", "failed", "cancelled", "expired"])
      .nullable()
      .meta({ description: "How it ended; null while it runs." }),
    call_result: z
      .enum(["answered", "invalid_number", "busy", "no_answer", "machine", "failed"])
      .nullable()
      .meta({ description: "What became of the call; null before that is known, and where there was none." }),
    started_at: moment,
    finished_at: moment.nullable(),
    steps: z.array(step).meta({ description: "In order of execution." }),
  })
  .meta({ id: "Interaction" });

export const readRoute = route({
  method: "GET",
  path: "/api/flows/{flow_id}/interactions/{interaction_id}",
  operationId: "readInteraction",
  summary: "Read an interaction",
  description: "How an interaction stands, and which steps it took. Values of variables are not shown.",
  scope: "flows-interactions:read",
  rate: "read",
  params: z.object({ flow_id: id("The flow."), interaction_id: id("The interaction.") }),
  notFoundCode: "interaction_not_found",
  response: { status: 200, description: "The interaction.", schema: interaction },
  errors: ["unauthorized", "insufficient_scope", "interaction_not_found", "rate_limited", "internal", "unavailable"],
  handler: async ({ caller, params }) => {
    const found = await readInteraction(caller.account, params.flow_id, params.interaction_id);
    if (!found) throw new PatchcordError("interaction_not_found", "There is no such interaction.");
    return Response.json(found, { headers: { "Cache-Control": "no-store" } });
  },
});
