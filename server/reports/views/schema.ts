import { z } from "zod";
import { storableText } from "../../platform/storable-text";

export const viewInput = z.object({
  name: storableText.trim().min(1, "Give it a name.").max(80, "Use at most 80 characters."),
  page: z.enum(["overview", "flow-execution"]),
  /** The query of the page's address. */
  query: z
    .string()
    .max(2000)
    .regex(/^[\w=&%.+~*-]*$/, "That is no query."),
  isShared: z.boolean(),
});
export type ViewInput = z.infer<typeof viewInput>;
