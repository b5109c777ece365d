import { z } from "zod";
import { readFunction } from "../../resources/functions/data";
import { mayActAs } from "../../resources/users/role";
import { builder } from "../kit/procedures";

/** One function with its draft, and whether this user may publish it. */
export const get = builder.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }) => ({
  ...(await readFunction(ctx.account, input.id)),
  mayPublish: mayActAs(ctx.session.role, "publisher"),
}));
