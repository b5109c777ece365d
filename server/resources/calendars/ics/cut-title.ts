const MAX_TITLE = 120;
/** Long enough for any title; only its beginning is looked at, so that a text of a megabyte costs no more. */
const LOOKED_AT = 1000;
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A title of at most 120 UTF-16 units, cut between what readers see as characters. */
export function cutTitle(text: string): string {
  const plain = text
    .slice(0, LOOKED_AT)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ")
    .trim();
  if (plain.length <= MAX_TITLE) return plain;
  let cut = "";
  for (const { segment } of graphemes.segment(plain)) {
    if (cut.length + segment.length > MAX_TITLE) break;
    cut += segment;
  }
  return cut.trim();
}
