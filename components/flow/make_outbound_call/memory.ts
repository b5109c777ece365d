import type { Listening } from "@/engine/contract";
import type { Tries } from "./try-again";

/** What the step keeps between waits: the text of who and why, how far its listening is, and what it has tried. */
export type Memory = { told?: string; listening?: Listening; tries?: Tries };
