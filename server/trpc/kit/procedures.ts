import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { isDatabaseUnavailable } from "../../platform/database-unavailable";
import { isPatchcordError, PatchcordError } from "../../platform/errors";
import { isTooDeep, TOO_DEEP } from "../../platform/json-depth";
import type { Session } from "../../resources/sessions/session";
import { mayActAs, type Role } from "../../resources/users/role";
import { TRPC_CODE } from "./errors";

export type Context = { session: Session | null };

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  // Internal errors keep their message in the log only.
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: error.code === "INTERNAL_SERVER_ERROR" ? "Something went wrong on our side." : shape.message,
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      reason: isPatchcordError(error.cause) ? error.cause.code : null,
      fields: isPatchcordError(error.cause) ? (error.cause.details.fields ?? []) : [],
    },
  }),
});

export const router = t.router;

const ourErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (isPatchcordError(cause)) throw new TRPCError({ code: TRPC_CODE[cause.code], message: cause.message, cause });
  if (isDatabaseUnavailable(cause)) {
    const away = new PatchcordError("unavailable", "The database cannot be reached right now.", { cause });
    throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message: away.message, cause: away });
  }
  return result;
});

/** Refuses what could overflow the stack of a schema that walks it. */
const shallowInput = t.middleware(async ({ getRawInput, next }) => {
  if (isTooDeep(await getRawInput())) throw new PatchcordError("invalid_request", `The input ${TOO_DEEP}.`);
  return next();
});

/** A procedure for members of an account who may act as `role`; its context carries the proved account. */
function accountProcedure(role: Role) {
  return t.procedure
    .use(ourErrors)
    .use(({ ctx, next }) => {
      if (!ctx.session) throw new PatchcordError("unauthorized", "Sign in first.");
      if (!mayActAs(ctx.session.role, role)) throw new PatchcordError("forbidden", `This needs the role ${role}.`);
      return next({ ctx: { session: ctx.session, account: ctx.session.account } });
    })
    .use(shallowInput);
}

export const viewer = accountProcedure("viewer");
export const builder = accountProcedure("builder");
export const publisher = accountProcedure("publisher");
export const admin = accountProcedure("admin");
