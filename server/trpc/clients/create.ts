import { z } from "zod";
import { createClient } from "../../clients/mutations";
import { parsePublicKey } from "../../clients/public-key";
import { clientInput } from "../../clients/schema";
import { admin } from "../kit";

/** Makes a client; `key` null asks for a secret, which only this answer holds. */
export const create = admin
  .input(clientInput.extend({ key: z.string().max(20_000).nullable() }))
  .mutation(({ ctx, input: { key, ...input } }) =>
    createClient(ctx.session, input, key === null ? null : parsePublicKey(key)),
  );
