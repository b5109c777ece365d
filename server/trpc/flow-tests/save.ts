import { z } from "zod";
import { flowTest } from "@/engine/simulate";
import { saveTest } from "../../flows/tests/mutations";
import { parseInput } from "../../platform/parse-input";
import { builder } from "../kit/procedures";

/** Saves a test of a flow: a new one, or in place of `test`. Throws `flow_not_found`, `not_found`, `invalid_request`, `conflict`. */
export const save = builder
  .input(z.object({ id: z.uuid(), test: z.uuid().optional(), scenario: z.unknown() }))
  .mutation(({ ctx, input }) => saveTest(ctx.session, input.id, parseInput(flowTest, input.scenario), input.test));
