import { z } from "zod";
import { ROLES } from "./role";

export const LEAST_PASSWORD = 12;
/** scrypt takes what it is given; this keeps a request small. */
const LONGEST_PASSWORD = 1024;

const name = z.string().trim().min(1, "Write the name others see.").max(80, "Use at most 80 characters.");

/** What the form sends to invite somebody. */
export const inviteInput = z.object({
  email: z.string().max(400),
  name: z.string().max(200),
  role: z.string().max(20),
});
export type InviteInput = z.infer<typeof inviteInput>;

export const inviteSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(320, "Use at most 320 characters.")
    .pipe(z.email("Write a whole email address, such as name@example.com.")),
  name,
  role: z.enum(ROLES, "Choose a role."),
});

/** What somebody who follows a one-time link says. */
export const welcomeSchema = z.object({
  name,
  password: z
    .string()
    .min(LEAST_PASSWORD, `Use at least ${LEAST_PASSWORD} characters.`)
    .max(LONGEST_PASSWORD, `Use at most ${LONGEST_PASSWORD} characters.`),
});
export type Welcome = z.input<typeof welcomeSchema>;
