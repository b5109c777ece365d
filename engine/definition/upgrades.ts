/** The format that is written; the rest of the engine knows no other. */
export const FORMAT = 1;

type Document = Readonly<Record<string, unknown>>;

/** Returns the document in the next format, leaving the given one as it is. Never changed once released. */
export type Upgrade = (document: Document) => Document;

/** By the format they start from: `1` upgrades format 1 to 2. There are none yet, because format 1 is the first. */
const UPGRADES: Readonly<Record<number, Upgrade>> = {};

export type Upgraded =
  | { ok: true; document: unknown }
  /** With the JSON path of what cannot be read. */
  | { ok: false; error: { path: string; message: string } };

/**
 * A stored or imported document in the present format. Anything that is no document is returned as it is, for the schema to
 * refuse.
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
