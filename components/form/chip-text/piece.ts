/** A part of a text: as typed, or shown as a chip. The sources of all pieces together are the text, to the letter. */
export type Piece = { source: string; chip: Chip | null };

export type Chip = {
  label: string;
  /** On hover: what it is exactly. */
  title: string;
  /** Nothing goes by that name. */
  unknown: boolean;
};

/** What the list offers: `source` is put in, and shown as its chip. */
export type Offer = { source: string; label: string; detail: string };

/** What a text's marks are, told by the app. */
export type ChipLanguage = {
  split: (text: string) => Piece[];
  /** Typing it opens the list of offers. */
  opener: string;
  /** What may stand between the opener and the caret while the list is searched. */
  query: RegExp;
  offers: readonly Offer[];
};
