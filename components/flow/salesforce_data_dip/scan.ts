/**
 * Where in a SOQL text something stands. SOQL has one kind of quotes, escapes by backslash within them, and no comments
 * (Salesforce, SOQL and SOSL Reference, "Quoted String Escape Sequences").
 */
export type Place = {
  quoted: boolean;
  /** The character before was a backslash: whatever comes next is its escape. */
  escaping: boolean;
  /** The open quote is what LIKE compares with, where % and _ stand for other text. */
  like: boolean;
  /** The last word outside quotes, upper case. */
  word: string;
  /** The last character; "" at the start. */
  last: string;
};

export const START: Place = { quoted: false, escaping: false, like: false, word: "", last: "" };

/** The place behind `text`, which stands at `from`. */
export function scan(text: string, from: Place): Place {
  const place = { ...from };
  for (const char of text) {
    if (place.quoted) {
      if (place.escaping) place.escaping = false;
      else if (char === "\\") place.escaping = true;
      else if (char === "'") place.quoted = false;
    } else if (char === "'") {
      place.quoted = true;
      place.like = place.word === "LIKE";
      place.word = "";
    } else if (/[\p{L}\p{N}_]/u.test(char)) {
      place.word = (/[\p{L}\p{N}_]/u.test(place.last) ? place.word : "") + char.toUpperCase();
    } else if (!/\s/.test(char)) {
      place.word = "";
    }
    place.last = char;
  }
  return place;
}
