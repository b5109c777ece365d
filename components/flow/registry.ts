import type { Registry } from "@/engine/contract";
import { all } from "./all";

/** Components by id: the only way anybody but the registry meets one. */
export const registry: Registry = new Map(all.map((entry) => [entry.definition.id, entry]));
