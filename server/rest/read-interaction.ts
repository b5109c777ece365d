import { hash } from "node:crypto";
import { z } from "zod";
import { PatchcordError } from "../platform/errors";
import { interactionChange } from "../reports/interaction/change";
import { type InteractionRecord, interactionVersions, readInteractionRecord } from "../reports/interaction/data";
import { standing } from "./interaction-schema";
import { route } from "./route";
import { id, moment } from "./schemas";

const step = z
  .object({
    step: z.string().meta({ description: "The step's id in the flow.", example: "call_customer" }),
    component: z.string().meta({ example: "make_outbound_call" }),
    exit: z.string().nullable().meta({ description: "The exit it took; null while it runs.", example: "answered" }),
    entered_at: moment,
    left_at: moment.nullable(),
    error: z.object({ code: z.string(), message: z.string().optional() }).optional(),
    tries: z
      .array(
        z.object({
          number: z.int(),
          result: z.enum(["busy", "declined", "no_answer", "screened", "voicemail", "failed", "agent_left"]),
          at: moment,
          next_at: moment,
        }),
      )
      .optional()
      .meta({
        description: "Of a step that rings again: how each try but the last ended, and when the next was to be.",
      }),
  })
  .meta({ id: "Step" });

const interaction = z
  .object({
    ...standing,
    waiting: z.object({ until: moment, code: z.string(), message: z.string().optional() }).nullable().meta({
      description:
        "Until when its call waits, and why: the code of the rule, of calling hours or limits, or `next_try` between two tries of a step; null where it does not wait.",
    }),
    steps: z.array(step).meta({ description: "In order of execution." }),
  })
  .meta({ id: "Interaction" });

/** Load balancers end a request that is silent for a minute. */
const MAX_WAIT_SECONDS = 30;

export const readRoute = route({
  method: "GET",
  path: "/api/flows/{flow_id}/interactions/{interaction_id}",
  operationId: "readInteraction",
  summary: "Read an interaction",
  description:
    "How an interaction stands, and which steps it took. Values of variables are not shown. With `wait` the answer comes once the interaction stands otherwise than it did, otherwise than `If-None-Match` says where that is sent; at once where it is over.",
  scope: "flows-interactions:read",
  rate: "read",
  params: z.object({ flow_id: id("The flow."), interaction_id: id("The interaction.") }),
  query: z.object({
    wait: z.coerce
      .number("must be a number of seconds")
      .min(0, "must be at least 0")
      .max(MAX_WAIT_SECONDS, `must be at most ${MAX_WAIT_SECONDS}`)
      .default(0)
      .meta({ description: "How many seconds to wait for a change at most.", example: 30 }),
  }),
  headers: z.object({
    "If-None-Match": z.string().optional().meta({ description: "The `ETag` of an answer: 304 while it still holds." }),
  }),
  notFoundCode: "interaction_not_found",
  response: {
    status: 200,
    description: "The interaction.",
    schema: interaction,
    headers: z.object({ ETag: z.string().meta({ description: "Changes with whatever changes in the interaction." }) }),
  },
  errors: [
    "invalid_request",
    "unauthorized",
    "insufficient_scope",
    "interaction_not_found",
    "rate_limited",
    "internal",
    "unavailable",
  ],
  handler: async ({ request, caller: { account }, params, query }) => {
    const { flow_id: flow, interaction_id: interaction } = params;
    const known = request.headers.get("if-none-match");
    // Read before the record: what changes in between is then a change.
    const version = query.wait > 0 ? (await interactionVersions(account, [interaction])).get(interaction) : undefined;
    let found = await readInteractionRecord(account, flow, interaction);
    const isNews = () => !found || found.finished_at !== null || (known !== null && known !== etag(found));
    if (version !== undefined && !isNews()) {
      await interactionChange(account, { interaction, version }, query.wait * 1000);
      found = await readInteractionRecord(account, flow, interaction);
    }
    if (!found) throw new PatchcordError("interaction_not_found", "There is no such interaction.");
    const headers = { ETag: etag(found), "Cache-Control": "no-store" };
    if (known === headers.ETag) return new Response(null, { status: 304, headers });
    return Response.json(found, { headers });
  },
});

const etag = (record: InteractionRecord) => `"${hash("sha256", JSON.stringify(record), "base64url")}"`;
