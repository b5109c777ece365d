import { z } from "zod";
import { MAX_NUMBERS } from "../schema";

/** Two million lines in pieces of five thousand. */
const MAX_PIECES = 400;

/** The next lines of a file, each with its place in it, counted from 1. */
export const pieceInput = z.object({
  id: z.uuid(),
  nth: z
    .int()
    .min(0)
    .max(MAX_PIECES - 1),
  lines: z
    .array(z.object({ line: z.int().min(1), text: z.string().max(200) }))
    .min(1)
    .max(MAX_NUMBERS),
});
export type PieceInput = z.infer<typeof pieceInput>;

export const storedLines = z.array(z.object({ line: z.number(), text: z.string() }));
