import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { it } from "./it";
import type { PhraseTable } from "./phrase-table";
import { pt } from "./pt";

/** By language (ISO 639-1). */
export const PHRASES: Readonly<Record<string, PhraseTable>> = { en, es, pt, fr, de, it };
