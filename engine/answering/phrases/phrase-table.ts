/**
 * What machines and people say when they answer, in one language. A phrase is found as whole words in this order, whatever their case,
 * accents and punctuation; `*` stands for up to four words.
 */
export type PhraseTable = {
  /** A phone that has answered by itself and asks for its owner who is calling. */
  screening: readonly string[];
  /** Whoever speaks would tell somebody who is not there. */
  offers: readonly string[];
  /** A message can be left, or no more fits in. */
  record: readonly string[];
  /** Nobody can come to the phone. */
  absent: readonly string[];
  /** Asks for name and reason; people's greetings do so, too, and then say that it is recorded. */
  asks_name: readonly string[];
  /** The screening phone wants to know more. */
  asks_more: readonly string[];
  /** The screening phone is asking its owner. */
  holding: readonly string[];
  /** Its owner does not take the call. */
  declined: readonly string[];
  /** Offices begin so, by a person as by a recording. */
  welcome: readonly string[];
  /** Said to a caller who is there, and by no machine. */
  person: readonly string[];
  /** How a call is answered. */
  hello: readonly string[];
  /** Said by anybody who has been told something. */
  thanks: readonly string[];
};

export type PhraseKind = keyof PhraseTable;
