import { z } from "zod";
import { mayActAs } from "../../auth/role";
import { readFunction } from "../../functions/data";
import { builder } from "../kit";

/** One function with its draft, and whether who asks may publish it. */
export const get = builder.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }) => ({
  ...(await readFunction(ctx.account, input.id)),
  mayPublish: mayActAs(ctx.session.role, "publisher"),
}));
