/**
 * What the caller is to hear or do next, carrier-neutral. A list of verbs is rendered by a carrier adapter into one
 * document; the list ends in something that brings the caller back (`continue`, `gather`, `forward`, `conference`) or in `hang_up`.
 */
export type Verb = Heard | Gather | Forward | Conference | Continue | HangUp;

/** What can be heard while keys or speech are waited for, too. */
export type Heard = Say | Play | PlayPrompt | Pause;

/** `text` is 1–3,000 characters; `language` BCP 47. */
export type Say = { verb: "say"; text: string; language: string; voice?: string };
export type Play = { verb: "play"; url: string };
/** A recording of the account's, by the name the flow calls it; the runtime knows where the carrier finds it. */
export type PlayPrompt = { verb: "play_prompt"; prompt: string };
export type Pause = { verb: "pause"; seconds: number };

/**
 * Collects keys or speech while `prompt` plays; silence brings the caller back with an empty input. Where the carrier
 * cannot recognise speech, keys are all that is heard.
 */
export type Gather = {
  verb: "gather";
  input: "digits" | "speech" | "digits_or_speech";
  prompt: Heard[];
  /** Silence before the first key or word, and after the last one. */
  timeout_seconds: number;
  max_digits?: number;
  /** "" lets every key through, `#` and `*` included. */
  finish_key: "#" | "*" | "";
  /** Of the speech. */
  language?: string;
  /** Words the recogniser should expect. */
  hints?: string[];
  max_speech_seconds?: number;
};

/** Rings one agent and joins the two. The caller comes back when the agent's side has ended, however it ended. */
export type Forward = {
  verb: "forward";
  to: string;
  caller_id: string;
  ring_seconds: number;
  /** What the agent hears before the two are joined. */
  whisper?: Heard[];
  /** The key the agent must press to take the call; not pressed is no answer. */
  accept_key?: string;
};

/** Joins the caller with whoever waits in the room; when one of the two leaves, the other comes back. */
export type Conference = { verb: "conference"; room: string };

/** Brings the caller back once everything before it was heard. */
export type Continue = { verb: "continue" };
export type HangUp = { verb: "hang_up" };
