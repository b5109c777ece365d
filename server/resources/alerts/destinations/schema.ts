import { z } from "zod";
import { storableText } from "../../../platform/storable-text";
import { addressFault } from "../../connections/schema";

export const MAX_DESTINATIONS = 10;
const MAX_RECIPIENTS = 10;
/** Above every limit of the field itself, so that the field can say what is wrong. */
const text = z.string().max(4000);

/** What the form sends. An empty address keeps the one that is stored. */
export const destinationInput = z.object({
  name: text,
  kind: z.enum(["email", "slack"]),
  recipients: z.array(text).max(MAX_RECIPIENTS + 1),
  url: text,
});
export type DestinationInput = z.infer<typeof destinationInput>;

const name = storableText.trim().min(1, "Give the destination a name.").max(80, "Use at most 80 characters.");

const url = storableText
  .trim()
  .max(1000, "Use at most 1,000 characters.")
  .superRefine((address, ctx) => {
    const message = address === "" ? null : addressFault(address, true, true);
    if (message) ctx.addIssue({ code: "custom", message });
  });

/** What may be stored; fields of the other kind are dropped. */
export const destinationSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("email"),
    name,
    recipients: z
      .array(z.string().trim().max(254).pipe(z.email("Write an address such as on-call@example.com.")))
      .min(1, "Enter whom to write to.")
      .max(MAX_RECIPIENTS, `Enter at most ${MAX_RECIPIENTS} addresses.`)
      .transform((all) => [...new Set(all)]),
  }),
  z.object({ kind: z.literal("slack"), name, url }),
]);
export type DestinationValues = z.infer<typeof destinationSchema>;
