/** Belongs to the character before it: marks, joiners, skin tones, tags, and the vowels and endings of a Korean syllable. */
const EXTENDS = /^(?:\u200d|\p{Emoji_Modifier}|[\p{Grapheme_Extend}\p{Mc}\u{e0020}-\u{e007f}\u1160-\u11ff])/u;
const PICTURE = /^\p{Extended_Pictographic}/u;
const FLAG_HALF = /^\p{Regional_Indicator}/u;
const FLAGS_AT_END = /\p{Regional_Indicator}+$/u;

const SENTENCE_END = /[.!?…](?=\s)|[。！？｡।۔]/gu;
const PAUSE = /[、，；：､](?!$)|(?=\s)/gu;

/**
 * The beginning of a text, at most `most` UTF-16 units, cut between characters as people see them (UAX #29), without the tables
 * of ICU, which differ from browser to browser. Only a single character that is longer than `most` is cut, between code points.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most;
  while (end > 0 && isWithinCharacter(text, end)) end -= 1;
  if (end === 0) end = isWithinPair(text, most) ? most - 1 : most;
  return text.slice(0, end);
}

/** As `cutText`, but at the last sentence's end, else at the last pause or blank, where the beginning has one. */
export function cutForSpeech(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = cutText(text, most);
  // What decides whether a full stop ends a sentence is the blank behind it, which may be the first that is cut off.
  const seen = text.slice(0, head.length + 1);
  const end = lastEnd(SENTENCE_END, seen, head.length) ?? lastEnd(PAUSE, seen, head.length);
  return end ? head.slice(0, end) : head;
}

function lastEnd(pattern: RegExp, text: string, most: number): number | undefined {
  const ends = Array.from(text.matchAll(pattern), (found) => found.index + found[0].length);
  return ends.findLast((end) => end <= most);
}

function isWithinPair(text: string, at: number): boolean {
  return isPair(text.charCodeAt(at - 1), text.charCodeAt(at));
}

function isPair(first: number, second: number): boolean {
  return first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff;
}

function isWithinCharacter(text: string, at: number): boolean {
  if (isWithinPair(text, at)) return true;
  const [before, after] = [text.charAt(at - 1), text.slice(at, at + 2)];
  if (before === "\r" && after.startsWith("\n")) return true;
  if (EXTENDS.test(after)) return true;
  if (before === "\u200d" && PICTURE.test(after)) return true;
  if (!FLAG_HALF.test(after)) return false;
  // Two halves make a flag: the place is within one where an odd number of halves comes before it.
  const halves = FLAGS_AT_END.exec(text.slice(0, at))?.[0] ?? "";
  return (halves.length / 2) % 2 === 1;
}
