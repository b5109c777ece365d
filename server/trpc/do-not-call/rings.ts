import { z } from "zod";
import { readPhoneNumber } from "@/engine/phone-number";
import { wrongField } from "../../platform/parse-input";
import { ringsOf } from "../../reports/rings/data";
import { admin } from "../kit/procedures";

const MOST_LINES = 100;

/** Why a number was rung or was not, the newest first. Throws `invalid_request` for a text that is no number. */
export const rings = admin.input(z.object({ number: z.string().max(200) })).query(({ ctx, input }) => {
  const { number, problem } = readPhoneNumber(input.number);
  if (!number) throw wrongField("number", `The number ${problem}.`, "invalid_request");
  return ringsOf(ctx.account, number.e164, MOST_LINES);
});
