import { z } from "zod";
import { storableText } from "../../platform/storable-text";
import { ROLES } from "./role";

export const MIN_PASSWORD_LENGTH = 12;
/** scrypt takes passwords of any length; this limit keeps requests small. */
const MAX_PASSWORD_LENGTH = 1024;

const name = storableText.trim().min(1, "Write the name others see.").max(80, "Use at most 80 characters.");

/** What the form sends to invite somebody. */
export const inviteInput = z.object({
  email: z.string().max(400),
  name: z.string().max(200),
  role: z.string().max(20),
});
export type InviteInput = z.infer<typeof inviteInput>;

export const inviteSchema = z.object({
  email: storableText
    .trim()
    .toLowerCase()
    .max(320, "Use at most 320 characters.")
    .pipe(z.email("Write a whole email address, such as name@example.com.")),
  name,
  role: z.enum(ROLES, "Choose a role."),
});

/** What the page of a one-time link sends. */
export const redeemLinkSchema = z.object({
  name,
  password: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
    .max(MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`),
});
export type RedeemLinkInput = z.input<typeof redeemLinkSchema>;
