import { hasMailServer } from "../../platform/mail";
import { listSchedules, memberChoices } from "../../reports/schedules/data";
import { viewer } from "../kit/procedures";

/** The account's schedules of exports, and whom they can write to. */
export const schedules = viewer.query(async ({ ctx }) => ({
  schedules: await listSchedules(ctx.account),
  members: await memberChoices(ctx.account),
  hasMailServer: hasMailServer(),
}));
