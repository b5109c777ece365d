import { z } from "zod";
import { edit } from "@/engine/edit/change";

/** How many edits of a flow are kept: a user can undo so many, and a browser can be so many behind and still merge. */
export const KEPT_EDITS = 1000;

const logged = edit
  .extend({ kind: z.enum(["edit", "undo", "redo"]), of: z.uuid().nullable() })
  .refine(({ changes }) => changes.every(({ path }) => !path.includes("__proto__")), "must not reach a prototype")
  .refine(({ kind, of }) => (kind === "edit") === (of === null), "an undo or a redo, and nothing else, is of an edit");

/** What an editor sends: edits in their order, made on revision `base` of the draft. */
export const batch = z.object({
  id: z.uuid(),
  base: z.number().int().min(0),
  edits: z
    .array(logged)
    .min(1)
    .max(200)
    .refine((edits) => new Set(edits.map(({ id }) => id)).size === edits.length, "each edit has an id of its own"),
});
export type Batch = z.infer<typeof batch>;
