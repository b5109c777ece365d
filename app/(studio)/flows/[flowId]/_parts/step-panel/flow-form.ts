import { z } from "zod";
import { document } from "@/engine/definition/schema";

const { name, max_queue_seconds } = document.shape;

/** The form of the flow's own fields, with the limits of the flow document. */
export const FLOW_FORM = z.strictObject({
  name: name.meta({ title: "Name" }),
  description: z.string().max(2000).meta({ title: "Description", rows: 2 }),
  language: z
    .string()
    .min(2)
    .meta({ title: "Language", is: "language", description: "Messages are spoken in it unless they say otherwise." }),
  max_queue_seconds: max_queue_seconds.meta({
    title: "Give up a waiting call after",
    unit: "seconds",
    description: "The carrier takes only so many calls at once: the others wait for their turn.",
  }),
});
