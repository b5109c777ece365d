import { z } from "zod";
import { storableText } from "../../../platform/storable-text";
import { addressFault, header } from "../../connections/schema";
import { CHOSEN_EVENTS } from "../events/catalogue";

export const MAX_ENDPOINTS = 20;
const MAX_HEADERS = 10;
const MAX_FLOWS = 100;
/** Above every limit of the field itself, so that the field can say what is wrong. */
const MAX_CHARACTERS = 4000;

const text = z.string().max(MAX_CHARACTERS);

/** What the form and the API send. A header without a value keeps the one that it has. */
export const endpointInput = z.object({
  name: text,
  url: text,
  types: z.array(text).max(CHOSEN_EVENTS.length + 1),
  flows: z.array(z.string().max(60)).max(MAX_FLOWS + 1),
  headers: z.array(z.object({ name: text, value: text })).max(MAX_HEADERS + 1),
});
export type EndpointInput = z.infer<typeof endpointInput>;

/** The receiver tells by these whom a message is from, or reads the body by them. */
const OURS = /^(webhook-|content-type$|user-agent$)/i;

const headers = z
  .array(
    z.object({
      name: header().refine((name) => !OURS.test(name), "This header is ours. Choose another."),
      value: storableText
        .trim()
        .max(1000, "Use at most 1,000 characters.")
        .regex(/^[\x20-\x7e]*$/, "A value is one line of Latin letters, digits and signs."),
    }),
  )
  .max(MAX_HEADERS, `An endpoint has at most ${MAX_HEADERS} headers.`)
  .superRefine((all, ctx) => {
    const seen = new Set<string>();
    for (const [at, { name }] of all.entries()) {
      if (seen.has(name.toLowerCase()))
        ctx.addIssue({ code: "custom", path: [at, "name"], message: "This header is there already." });
      seen.add(name.toLowerCase());
    }
  });

const url = storableText
  .trim()
  .max(1000, "Use at most 1,000 characters.")
  .superRefine((address, ctx) => {
    const message = addressFault(address, true, true);
    if (message) ctx.addIssue({ code: "custom", message });
  });

/** What may be stored. */
export const endpointSchema = z.object({
  name: storableText.trim().min(1, "Give the endpoint a name.").max(80, "Use at most 80 characters."),
  url,
  types: z.array(z.enum(CHOSEN_EVENTS, "There is no such type of event.")).transform((types) => [...new Set(types)]),
  flows: z
    .array(z.uuid("Choose a flow."))
    .max(MAX_FLOWS, `Choose at most ${MAX_FLOWS} flows.`)
    .transform((flows) => [...new Set(flows)]),
  headers,
});
export type EndpointValues = z.infer<typeof endpointSchema>;
