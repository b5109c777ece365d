/**
 * What the caller is to hear or do next, carrier-neutral. A list of verbs is rendered by a carrier adapter into one
 * document; the list ends in something that brings the caller back (`continue`, `gather`, `forward`) or in `hang_up`.
 */
export type Verb = Say | Play | Pause | Gather | Forward | Continue | HangUp;

/** `text` is 1–3,000 characters; `language` BCP 47. */
export type Say = { verb: "say"; text: string; language: string; voice?: string };
export type Play = { verb: "play"; url: string };
export type Pause = { verb: "pause"; seconds: number };

/** Collects keys or speech while `prompt` plays; silence brings the caller back with an empty input. */
export type Gather = {
  verb: "gather";
  input: "digits" | "speech" | "digits_or_speech";
  prompt: (Say | Play | Pause)[];
  timeout_seconds: number;
  max_digits?: number;
  /** "" lets every key through, `#` and `*` included. */
  finish_key: "#" | "*" | "";
  language?: string;
  hints?: string[];
};

/** Rings one agent and joins the two. The caller comes back when the agent's side has ended, however it ended. */
export type Forward = {
  verb: "forward";
  to: string;
  caller_id: string;
  ring_seconds: number;
};

/** Brings the caller back once everything before it was heard. */
export type Continue = { verb: "continue" };
export type HangUp = { verb: "hang_up" };
