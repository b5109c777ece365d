import { z } from "zod";
import { EXPECTED } from "../../reports/backtests/kept-test";
import { keepAsTest } from "../../reports/backtests/mutations";
import { builder } from "../kit/procedures";

/** Keeps an interaction as a test of its flow, without its people. Throws `not_found`, `invalid_request`, and `conflict` where it cannot be repeated. */
export const keep = builder
  .input(
    z.object({
      backtest: z.uuid(),
      interaction: z.uuid(),
      name: z.string().max(1000),
      expected: z.enum(EXPECTED),
    }),
  )
  .mutation(({ ctx, input }) => keepAsTest(ctx.session, input));
