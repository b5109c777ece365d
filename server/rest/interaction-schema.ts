import { z } from "zod";
import { CALL_RESULTS, OUTCOMES, STATUSES } from "../reports/search/filters";
import { id, moment } from "./schemas";

/** How an interaction stands, as every route that shows one answers. */
export const standing = {
  interaction_id: id("The interaction."),
  flow_id: id("The flow it was started on."),
  flow_version_id: id("The flow version it runs on."),
  flow_version: z
    .int()
    .meta({ description: "The number of that version; 0 for a draft that was rung at the test phones.", example: 3 }),
  status: z.enum(STATUSES),
  outcome: z.enum(OUTCOMES).nullable().meta({ description: "How it ended; null while it runs." }),
  call_result: z
    .enum(CALL_RESULTS)
    .nullable()
    .meta({ description: "What became of the call; null before that is known, and where there was none." }),
  started_at: moment,
  finished_at: moment.nullable(),
};
