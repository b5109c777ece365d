/** Somebody who has the draft open, and the step they have selected; null for none. */
export type Present = { user: string; name: string; step: string | null };

/** One of the others at the draft. `colour` is a design token; every browser gives a person the same one. */
export type Person = Present & { colour: string };

/** As many colours as tokens.css has for people. More people than that share them. */
const COLOURS = 6;

/** Everybody but `me`, each in a colour that follows from who they are and that nobody who comes before them has. */
export function peopleOf(present: readonly Present[], me: string): Person[] {
  const taken = new Set<number>();
  return present
    .toSorted((a, b) => (a.user < b.user ? -1 : 1))
    .map((one) => {
      let colour = hashOf(one.user) % COLOURS;
      for (let tries = 1; taken.has(colour) && tries < COLOURS; tries += 1) colour = (colour + 1) % COLOURS;
      taken.add(colour);
      return { ...one, colour: `person-${colour + 1}` };
    })
    .filter(({ user }) => user !== me);
}

function hashOf(text: string): number {
  return [...text].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}

/** "Ada Lovelace" → "AL"; an empty name has a question mark. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first = "?"] = words;
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return [first, last].map((word) => ([...word][0] ?? "").toUpperCase()).join("");
}
