/** The format that is written, and the only one the rest of the engine knows. */
export const FORMAT = 1;

type Document = Readonly<Record<string, unknown>>;

/** Makes a document of the next format from one of its own, which it does not change. Never edited once it has shipped. */
export type Upgrade = (document: Document) => Document;

/** By the format they start from: `1` makes format 2 of format 1. Format 1 is the first, so there are none yet. */
const UPGRADES: Readonly<Record<number, Upgrade>> = {};

export type Upgraded =
  | { ok: true; document: unknown }
  /** With the JSON path of what cannot be read. */
  | { ok: false; error: { path: string; message: string } };

/**
 * A stored or imported document in the present format. What is no document at all is passed on as it is: to say so is
 * the schema's part.
 */
export function upgraded(input: unknown, upgrades = UPGRADES, present: number = FORMAT): Upgraded {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return { ok: true, document: input };
  let document = input as Document;
  const format = Object.hasOwn(document, "patchcord") ? document.patchcord : undefined;
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1) return { ok: true, document: input };
  if (format > present) {
    const message = `is flow format ${format}, made by a newer Patchcord; this one reads formats up to ${present}. Update Patchcord, or export the flow from one of this version`;
    return { ok: false, error: { path: "$.patchcord", message } };
  }
  for (let from = format; from < present; from++) {
    const upgrade = upgrades[from];
    if (!upgrade) throw new Error(`No upgrade from flow format ${from}.`);
    document = { ...upgrade(document), patchcord: from + 1 };
  }
  return { ok: true, document };
}
