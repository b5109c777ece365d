import { z } from "zod";
import { addressRange } from "../../platform/address-ranges";
import { storableText } from "../../platform/storable-text";
import { SCOPES, type Scope } from "./scopes";

const scopes = Object.keys(SCOPES) as Scope[];

const MAX_FLOWS = 100;
const MAX_ADDRESSES = 50;

/** What the form of a client sends. */
export const clientInput = z.object({
  name: z.string().max(200),
  scopes: z.array(z.string().max(60)).max(20),
  flows: z.array(z.string().max(60)).max(MAX_FLOWS).default([]),
  addresses: z
    .array(z.string().max(60))
    .max(MAX_ADDRESSES + 1)
    .default([]),
  endsAt: z.date().nullable().default(null),
});
export type ClientInput = z.input<typeof clientInput>;

export const clientSchema = z.object({
  name: storableText.trim().min(1, "Give the client a name.").max(80, "Use at most 80 characters."),
  scopes: z
    .array(z.enum(scopes, "This version does not know this scope."))
    .min(1, "Choose at least one scope.")
    .transform((chosen) => scopes.filter((scope) => chosen.includes(scope))),
  flows: z
    .array(z.guid("Choose flows of this account."))
    .default([])
    .transform((flows) => [...new Set(flows.map((flow) => flow.toLowerCase()))]),
  addresses: z
    .array(
      z
        .string()
        .refine(
          (text) => addressRange(text) !== null,
          "Write addresses such as 192.0.2.7, or networks such as 192.0.2.0/24.",
        ),
    )
    .max(MAX_ADDRESSES, `A client has at most ${MAX_ADDRESSES} addresses.`)
    .default([])
    .transform((addresses) => [...new Set(addresses)]),
  endsAt: z
    .date()
    .refine((end) => end.getTime() > Date.now(), "This moment is over. Choose a later one, or revoke the client.")
    .nullable()
    .default(null),
});
export type ClientValues = z.output<typeof clientSchema>;
