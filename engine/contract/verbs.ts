/**
 * An instruction for the caller's call, carrier-neutral. A carrier adapter renders a list of verbs into one document; the list
 * ends in a verb after which the carrier requests the next document (`continue`, `gather`, `forward`, `conference`) or in `hang_up`.
 */
export type Verb = AudioVerb | Gather | Forward | Conference | Continue | HangUp;

/** Verbs that only make sound or silence: they may stand alone, as the prompt of a gather, or as the whisper of a forward. */
export type AudioVerb = Say | Play | PlayPrompt | Pause;

/** `text` is 1–3,000 characters; `language` BCP 47. */
export type Say = { verb: "say"; text: string; language: string; voice?: string };
export type Play = { verb: "play"; url: string };
/** A prompt of the account, by the name the flow uses; the runtime replaces it by a `play` with the recording's address. */
export type PlayPrompt = { verb: "play_prompt"; prompt: string };
export type Pause = { verb: "pause"; seconds: number };

/**
 * Collects keys or speech while `prompt` plays; after silence the carrier reports an empty input. A carrier that cannot
 * recognise speech collects keys only.
 */
export type Gather = {
  verb: "gather";
  input: "digits" | "speech" | "digits_or_speech";
  prompt: AudioVerb[];
  /** The gather ends after this much silence, before the first key or word as well as after the last one. */
  timeout_seconds: number;
  /** The silence that ends speech, where it is another one. */
  pause_seconds?: number;
  max_digits?: number;
  /** The key that ends the input and is not part of it. "": no key does, `#` and `*` are input as well. */
  finish_key: "#" | "*" | "";
  /** Of the speech, BCP 47. */
  language?: string;
  /** Words the recogniser should expect. */
  hints?: string[];
  max_speech_seconds?: number;
  /** It listens to how the call is answered; nobody has been asked anything. */
  hears?: "who_answered";
};

/** Dials one agent and joins the two. The carrier requests the next document once the agent's leg has ended, however it ended. */
export type Forward = {
  verb: "forward";
  to: string;
  /** Keys that the carrier presses once the agent's line is answered, as of a dial. */
  send_digits?: string;
  caller_id: string;
  ring_seconds: number;
  /** What the agent hears before the two are joined. */
  whisper?: AudioVerb[];
  /** The key that the agent must press to be joined; without it the forward ends as not answered. */
  accept_key?: string;
};

/** Joins the caller with the agent who waits in the room; when one of the two leaves, the other's next document is requested. */
export type Conference = { verb: "conference"; room: string };

/** The carrier requests the next document once everything before this has been played. */
export type Continue = { verb: "continue" };
export type HangUp = { verb: "hang_up" };
