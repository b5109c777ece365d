/** A part of a text, shown as typed or as a chip. The sources of all pieces, joined, are exactly the text. */
export type Piece = { source: string; chip: Chip | null };

export type Chip = {
  label: string;
  /** Shown on hover. */
  title: string;
  /** The chip's name does not exist. */
  unknown: boolean;
};

/** An entry of the list: choosing it inserts `source`, which shows as its chip. */
export type Offer = { source: string; label: string; detail: string };

/** The marks of a text, defined by the app. */
export type ChipLanguage = {
  split: (text: string) => Piece[];
  /** Typing it opens the list of offers. */
  opener: string;
  /** Matches the text between the opener and the caret while the list stays open. */
  query: RegExp;
  offers: readonly Offer[];
};
