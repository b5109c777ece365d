import fc from "fast-check";

/** Another world each time by FUZZ_SEED; the same one by default, so that a run that fails fails again. */
export const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129);

/** Pieces of what breaks readers: controls, halves of characters, other formats' syntax, numbers as people write them. */
const PIECES = [
  ...[
    "\0",
    "\u000b",
    "\u0007",
    "\ud83d",
    "\ude00",
    "\ufffe",
    "\ufeff",
    "\u202a",
    "\u00ad",
    "😀",
    "👨‍👩‍👧",
    "日本語。",
    "ß",
  ],
  ...[
    "<b>",
    "]]>",
    "&amp;",
    "'; drop table x; --",
    "{{ x }}",
    "{% for i in (1..9) %}",
    "%}",
    "../..",
    "\r\n",
    "__proto__",
  ],
  ...["+12025550120", "+12025550130 ext. 7", "tel:+1-202-555-0130", "00", "+", "1e999", "-0", "null", "true", "[]"],
];
const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 12 }));

/** A text of such pieces, at most some hundred characters. */
export const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

/** Bytes that were a file of the kind, changed in places, cut or doubled. */
export function damaged(file: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.nat(),
    byte: fc.nat(255),
    how: fc.constantFrom("set", "cut", "insert", "double"),
  });
  return fc.array(change, { maxLength: 12 }).map((changes) => {
    let bytes = [...file];
    for (const { at, byte, how } of changes) {
      const place = at % (bytes.length + 1);
      if (how === "set") bytes[place] = byte;
      if (how === "insert") bytes.splice(place, 0, byte);
      if (how === "cut") bytes.splice(place, byte);
      if (how === "double") bytes = [...bytes.slice(0, place), ...bytes.slice(place - (byte % 40))];
    }
    return Uint8Array.from(bytes);
  });
}
