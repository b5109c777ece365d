import type { Registry } from "@/engine/contract";
import { all } from "./all";

/** The components by id. All other code gets a component from here and imports none by name. */
export const registry: Registry = new Map(all.map((entry) => [entry.definition.id, entry]));
