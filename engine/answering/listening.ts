import {
  beginsAsReply,
  type Detected,
  isPickUp,
  type Understood,
  understandOpening,
  understandReply,
  type Who,
} from "./who-answered";

/** Where the listening stands; plain JSON, kept as the step's memory. Moments are ISO 8601. */
export type Listening = {
  /**
   * `opening`: nothing has been said yet. `told`: who and why has been said to somebody who is not known. `screening`: to a phone
   * that screens. `greeting`: a machine's greeting is heard to its end.
   */
  phase: "opening" | "told" | "screening" | "greeting";
  answered_at: string;
  /** When a screening phone was first heard. */
  screened_at: string | null;
  /** How often who and why has been said. */
  told: number;
  /** Words of the opening that were unclear. */
  unclear: number;
  /** What has told that a machine answered. */
  because: Because | null;
  detected: Detected | null;
  rounds: number;
};

type Because = { rule: string; words: string };

/** What one round has brought: the words ("" for silence), and what the carrier has said of it by then. */
export type Heard = { words: string; detected: Detected | null };

/** How a round listens, in seconds: to silence before the first word, to the silence that ends what is said, to speech. */
export type Round = { tells: boolean; silence: number; pause: number; longest: number };

/** Who it was, by which rule, and the words that decided. */
export type WhoAnswered = { who: Who; rule: string; words: string };

export type NextRound = { do: "listen"; listening: Listening; round: Round } | { do: "decide"; answered: WhoAnswered };

/** `language` (BCP 47) is listened for; `wait_seconds`: how long a screening phone may take; `who_and_why`: what is said. */
export type ListeningRules = { language: string; wait_seconds: number; who_and_why: string };

/** A person's "hello" is over after this much silence: recognisers take whole seconds, and people wait no longer. */
const PAUSE = 1;
/** Who says nothing for so long is told who calls. */
const OPENING_SILENCE = 3;
const TOLD_SILENCE = 4;
/** With the pause before, a greeting's end: recordings pause for a breath, systems for two seconds between their parts. */
const GREETING_SILENCE = 2;
/** The longest that carriers' recognisers listen at a time. */
const LONGEST = 60;
/** Longer than greetings are: a station that plays on is no reason to hold the line. */
const GREETING_LIMIT = 150;
/** The shortest time in which a screening phone can answer. */
const LEAST_SILENCE = 3;
/** Nobody is told more often. */
const MOST_TOLD = 4;
const MOST_ROUNDS = 40;
/** A text of so many words without a phrase, and then silence after who and why, is no person's. */
const RECORDED_WORDS = 12;
/** As a calm voice reads. */
const WORDS_PER_SECOND = 2.5;

const BY_CARRIER: Because = { rule: "carrier", words: "" };

/** The first round, once the call is answered at `at`. */
export function beginListening(at: string, detected: Detected | null): NextRound {
  if (detected === "fax") return decide("fax", BY_CARRIER);
  if (detected === "machine_ended") return decide("voicemail", BY_CARRIER);
  const listening: Listening = {
    ...{ phase: "opening", answered_at: at, screened_at: null },
    ...{ told: 0, unclear: 0, because: null, detected, rounds: 1 },
  };
  return { do: "listen", listening, round: OPENING };
}

const OPENING: Round = { tells: false, silence: OPENING_SILENCE, pause: PAUSE, longest: LONGEST };
const GREETING: Round = { tells: false, silence: GREETING_SILENCE, pause: PAUSE, longest: LONGEST };

/** What follows on a round. The same words at the same moments give the same answer, on replay as in the browser. */
export function listenOn(before: Listening, heard: Heard, at: string, rules: ListeningRules): NextRound {
  const listening = { ...before, detected: heard.detected ?? before.detected, rounds: before.rounds + 1 };
  if (listening.detected === "fax") return decide("fax", BY_CARRIER);
  if (listening.rounds > MOST_ROUNDS) return tooLong(listening);
  if (listening.phase === "screening") return afterReply(listening, heard.words, at, rules);
  if (listening.phase === "greeting") return afterGreeting(listening, heard.words, at, rules);
  return afterOpening(listening, understandOpening(heard.words, rules.language), heard.words, at, rules);
}

function afterOpening(
  listening: Listening,
  said: Understood,
  text: string,
  at: string,
  rules: ListeningRules,
): NextRound {
  const { detected } = listening;
  if (said.means === "screening") return screen(listening, said, at, rules);
  if (said.means === "voicemail") return hearOut(listening, said);
  if (detected === "machine_ended") return decide("voicemail", BY_CARRIER);
  // After an office's welcome, a person waits for an answer, or says hello again.
  const isWelcomed = listening.phase === "opening" && listening.unclear > 0;
  if (isWelcomed && said.rule === "short" && !beginsAsReply(text, rules.language)) return hearOut(listening, said);
  // The carrier hears a recording where the words do not tell: a short one can be a person's all the same.
  const contradicted = detected === "machine" && said.rule === "short" && listening.phase === "opening";
  if (said.means === "person" && !contradicted) return decide("person", said);
  if (said.means === "nothing") return afterSilence(listening, rules);
  if (detected === "human") return decide("person", BY_CARRIER);
  if (detected === "machine" && said.means === "unclear") return hearOut(listening, BY_CARRIER);
  if (said.means === "welcome" && listening.phase === "opening") return hearMore(listening, text);
  if (listening.phase === "told" && (listening.unclear === 0 || beginsAsReply(text, rules.language)))
    return decide("person", { rule: "replied", words: said.words });
  // Whoever goes on over who and why, or after an office's welcome, does not listen.
  if (listening.phase === "told" || listening.unclear > 0) return hearOut(listening, said);
  return tell({ ...listening, unclear: listening.unclear + wordCount(text) }, "told", rules);
}

/** Offices go on after their name, and a person there waits for an answer: who is told too soon is told over the greeting. */
function hearMore(listening: Listening, text: string): NextRound {
  const unclear = listening.unclear + wordCount(text);
  return { do: "listen", listening: { ...listening, unclear }, round: { ...OPENING, silence: GREETING_SILENCE } };
}

function afterSilence(listening: Listening, rules: ListeningRules): NextRound {
  if (listening.phase === "opening") return tell(listening, "told", rules);
  if (listening.detected === "machine") return decide("voicemail", BY_CARRIER);
  const isLong = listening.unclear >= RECORDED_WORDS;
  return decide(isLong ? "voicemail" : "unknown", { rule: isLong ? "long_then_silence" : "silence", words: "" });
}

/** Nothing is said to a machine before its greeting is over. */
function hearOut(listening: Listening, { rule, words }: Because): NextRound {
  const because = { rule, words };
  return { do: "listen", listening: { ...listening, phase: "greeting", because }, round: GREETING };
}

/** A phone asks who is calling: it is told. */
function screen(listening: Listening, { rule, words }: Because, at: string, rules: ListeningRules): NextRound {
  return tell({ ...listening, screened_at: at, because: { rule, words } }, "screening", rules);
}

function afterGreeting(listening: Listening, text: string, at: string, rules: ListeningRules): NextRound {
  const because = listening.because ?? BY_CARRIER;
  if (text === "") return decide("voicemail", because);
  const said = understandOpening(text, rules.language);
  if (said.rule === "screening") return screen(listening, said, at, rules);
  if (isPickUp(text, rules.language)) return decide("person", { rule: "picked_up", words: said.words });
  const isOver = listening.detected === "machine_ended" || secondsBetween(listening.answered_at, at) >= GREETING_LIMIT;
  return isOver ? decide("voicemail", because) : hearOut(listening, because);
}

const NO_REPLY: Because = { rule: "no_reply", words: "" };

function afterReply(listening: Listening, text: string, at: string, rules: ListeningRules): NextRound {
  if (text === "") return listening.told > 1 ? decide("screened", NO_REPLY) : tell(listening, "screening", rules);
  const reply = understandReply(text, rules.language);
  if (reply.means === "person") return decide("person", reply);
  if (reply.means === "declined") return decide("screened", reply);
  if (reply.means === "voicemail") return hearOut(listening, reply);
  if (secondsLeft(listening, at, rules) < LEAST_SILENCE) return decide("screened", NO_REPLY);
  if (reply.means === "asks" && listening.told < MOST_TOLD) return tell(listening, "screening", rules);
  return wait(listening, rules);
}

/** Says who and why, and listens. */
function tell(listening: Listening, phase: "told" | "screening", rules: ListeningRules): NextRound {
  const next = { ...listening, phase, told: listening.told + 1 };
  const silence = phase === "told" ? TOLD_SILENCE : halfOfTime(rules);
  return { do: "listen", listening: next, round: { tells: true, silence, pause: PAUSE, longest: LONGEST } };
}

function wait(listening: Listening, rules: ListeningRules): NextRound {
  return {
    do: "listen",
    listening,
    round: { tells: false, silence: halfOfTime(rules), pause: PAUSE, longest: LONGEST },
  };
}

/**
 * The silence that a screening phone is given after it has been told, twice with who and why within its time: counted, not timed, so
 * that a late webhook changes no document.
 */
function halfOfTime({ wait_seconds, who_and_why }: ListeningRules): number {
  return Math.max(LEAST_SILENCE, Math.floor(wait_seconds / 2 - spokenSeconds(who_and_why)));
}

function secondsLeft({ screened_at, answered_at }: Listening, at: string, { wait_seconds }: ListeningRules): number {
  return wait_seconds - secondsBetween(screened_at ?? answered_at, at);
}

function tooLong({ phase }: Listening): NextRound {
  const because = { rule: "too_long", words: "" };
  if (phase === "screening") return decide("screened", because);
  return decide(phase === "greeting" ? "voicemail" : "unknown", because);
}

const decide = (who: Who, { rule, words }: Because): NextRound => ({ do: "decide", answered: { who, rule, words } });

/** Seconds that a text takes to be read. */
export function spokenSeconds(text: string): number {
  return wordCount(text) / WORDS_PER_SECOND;
}

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
