/**
 * The state of a scanner over SOQL text. SOQL has one kind of quotes, backslash escapes inside them, and no comments
 * (Salesforce, SOQL and SOSL Reference, "Quoted String Escape Sequences").
 */
type Place = {
  quoted: boolean;
  /** The last character was a backslash: it escapes the next one. */
  escaping: boolean;
  /** The open quote is the pattern of a LIKE, where % and _ are wildcards. */
  like: boolean;
  /** The last word outside of quotes, in upper case. */
  word: string;
  /** The last character; "" at the start. */
  last: string;
};

export const START: Place = { quoted: false, escaping: false, like: false, word: "", last: "" };

/** The state after scanning `text`, starting in state `from`. */
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
