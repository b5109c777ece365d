import { z } from "zod";
import { importFlow as write } from "../../flows/files/mutations";
import { importedName } from "../../flows/schema";
import { parseInput } from "../../platform/parse-input";
import { builder } from "../kit/procedures";

/** A new flow from a file's text. Throws `request_too_large`, `invalid_json`, `invalid_request` with the places. */
export const importFlow = builder
  .input(z.object({ text: z.string(), name: z.string().optional() }))
  .mutation(({ ctx, input: { text, name } }) =>
    write(ctx.session, text, name === undefined ? undefined : parseInput(importedName, { name }).name),
  );
