import { z } from "zod";
import { createClient } from "../../resources/clients/mutations";
import { parsePublicKey } from "../../resources/clients/public-key";
import { clientInput } from "../../resources/clients/schema";
import { admin } from "../kit/procedures";

/** Makes a client; `key` null asks for a secret, which only this answer holds. */
export const create = admin
  .input(clientInput.extend({ key: z.string().max(20_000).nullable() }))
  .mutation(({ ctx, input: { key, ...input } }) =>
    createClient(ctx.session, input, key === null ? null : parsePublicKey(key)),
  );
