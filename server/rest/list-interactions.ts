import { z } from "zod";
import { readPhoneNumber } from "@/engine/phone-number";
import { type InteractionLine, searchInteractions } from "../reports/data";
import { OUTCOMES, STATUSES } from "../reports/search/filters";
import { standing } from "./interaction-schema";
import { route } from "./route";
import { moment, nextCursor, page } from "./schemas";

const line = z
  .object({
    ...standing,
    contact: z
      .string()
      .nullable()
      .meta({ description: "The number that was called first; masked where its variable is sensitive." }),
  })
  .meta({ id: "InteractionLine" });

const query = z.object({
  flow: z.guid("must be a flow's id").optional().meta({ description: "Of this flow." }),
  status: z.enum(STATUSES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  from: moment.optional().meta({ description: "Started at this moment or later." }),
  to: moment.optional().meta({ description: "Started before this moment." }),
  contact: z
    .string()
    .transform((text, ctx) => {
      const { number, problem } = readPhoneNumber(text);
      if (!number) ctx.addIssue({ code: "custom", message: problem });
      return number?.e164 ?? z.NEVER;
    })
    .optional()
    .meta({
      description: "Whose first call went to this number.",
      example: "+12025550123",
      override: { type: "string" },
    }),
  ...page,
});

export const listRoute = route({
  method: "GET",
  path: "/api/interactions",
  operationId: "listInteractions",
  summary: "List interactions",
  description:
    "The account's interactions, newest first. One request looks at a bounded number of them: follow `next_cursor` until it is null, also over pages that hold few or none.",
  scope: "flows-interactions:read",
  rate: "read",
  params: z.object({}),
  query,
  notFoundCode: "interaction_not_found",
  response: {
    status: 200,
    description: "One page.",
    schema: z.object({ interactions: z.array(line), next_cursor: nextCursor }).meta({ id: "InteractionPage" }),
  },
  errors: ["invalid_request", "unauthorized", "insufficient_scope", "rate_limited", "internal", "unavailable"],
  handler: async ({ caller: { account }, query: { limit, cursor, from, to, ...filters } }) => {
    const period = { ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) };
    const { lines, next } = await searchInteractions(
      account,
      { ...filters, ...period },
      { before: cursor ?? null, limit },
    );
    return Response.json(
      { interactions: lines.map(lineOf), next_cursor: next },
      { headers: { "Cache-Control": "no-store" } },
    );
  },
});

function lineOf(line: InteractionLine) {
  const { id, flowId, flowVersionId, flowVersion, contact, status, outcome, callResult, startedAt, finishedAt } = line;
  return {
    interaction_id: id,
    flow_id: flowId,
    flow_version_id: flowVersionId,
    flow_version: flowVersion,
    status,
    outcome,
    call_result: callResult,
    started_at: startedAt,
    finished_at: finishedAt,
    contact,
  };
}
