/** Scripts without spaces between words: each letter counts as a word, so that a keyword is found inside a sentence. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;
const APOSTROPHES = /(?<=\p{L})['’ʼ‘`](?=\p{L})/gu;
const PUNCTUATION = /[\p{P}\p{S}]+/gu;

/**
 * The words of a text, normalised for comparison: without case and punctuation. Lower case of upper case is JavaScript's case
 * folding: ß and SS, σ and ς become the same.
 */
export function wordsOf(text: string, apostrophe = ""): string[] {
  const folded = text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").replaceAll("ς", "σ");
  const plain = folded.replace(APOSTROPHES, apostrophe).replace(PUNCTUATION, " ").replace(UNSPACED, " $& ");
  return plain.split(/\s+/u).filter(Boolean);
}

const APOSTROPHE_FORMS = ["", " "] as const;

/**
 * Tells for keywords whether the spoken text contains them as whole words. An apostrophe may join (don't = dont) or separate
 * (l'agent contains agent).
 */
export function saidIn(speech: string): (keyword: string) => boolean {
  const forms = APOSTROPHE_FORMS.map((apostrophe) => ({ apostrophe, said: wordsOf(speech, apostrophe) }));
  return (keyword) =>
    forms.some(({ apostrophe, said }) => {
      const wanted = wordsOf(keyword, apostrophe);
      return wanted.length > 0 && said.some((_, at) => wanted.every((word, index) => said[at + index] === word));
    });
}
