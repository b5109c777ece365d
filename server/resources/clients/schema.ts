import { z } from "zod";
import { storableText } from "../../platform/storable-text";
import { SCOPES, type Scope } from "./scopes";

const scopes = Object.keys(SCOPES) as Scope[];

/** What the form of a client sends. */
export const clientInput = z.object({ name: z.string().max(200), scopes: z.array(z.string().max(60)).max(20) });
export type ClientInput = z.infer<typeof clientInput>;

export const clientSchema = z.object({
  name: storableText.trim().min(1, "Give the client a name.").max(80, "Use at most 80 characters."),
  scopes: z
    .array(z.enum(scopes, "This version does not know this scope."))
    .min(1, "Choose at least one scope.")
    .transform((chosen) => scopes.filter((scope) => chosen.includes(scope))),
});
