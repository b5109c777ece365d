import { z } from "zod";
import { rotateCredentials } from "../../resources/clients/mutations";
import { parsePublicKey } from "../../resources/clients/public-key";
import { admin } from "../kit/procedures";

/** New credentials in place of the old ones; `key` null asks for a secret, which only this answer holds. */
export const rotate = admin
  .input(z.object({ id: z.string().max(80), key: z.string().max(20_000).nullable() }))
  .mutation(({ ctx, input: { id, key } }) =>
    rotateCredentials(ctx.session, id, key === null ? null : parsePublicKey(key)),
  );
