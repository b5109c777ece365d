/**
 * What the caller hears or does next, in no carrier's dialect. A carrier adapter renders a list of verbs as one document; the
 * list ends in a verb that makes the carrier ask for the next document (`continue`, `gather`, `forward`, `conference`) or in `hang_up`.
 */
export type Verb = AudioVerb | Gather | Forward | Conference | Continue | HangUp;

/** Verbs that only make sound or silence: they may stand alone, as the prompt of a gather, or as the whisper of a forward. */
export type AudioVerb = Say | Play | PlayPrompt | Pause;

/** `text` is 1–3,000 characters; `language` BCP 47. */
export type Say = { verb: "say"; text: string; language: string; voice?: string };
export type Play = { verb: "play"; url: string };
/** A recording of the account, by the name that the flow uses; the runtime replaces it with `play` of the recording's URL. */
export type PlayPrompt = { verb: "play_prompt"; prompt: string };
export type Pause = { verb: "pause"; seconds: number };

/**
 * Collects keys or speech while `prompt` plays; after silence the carrier asks for the next document with an empty input. A
 * carrier that cannot recognise speech collects keys only.
 */
export type Gather = {
  verb: "gather";
  input: "digits" | "speech" | "digits_or_speech";
  prompt: AudioVerb[];
  /** The gather ends after this much silence, before the first key or word as well as after the last one. */
  timeout_seconds: number;
  max_digits?: number;
  /** The key that ends the input and is not part of it. "": no key does, `#` and `*` are input as well. */
  finish_key: "#" | "*" | "";
  /** Of the speech, BCP 47. */
  language?: string;
  /** Words the recogniser should expect. */
  hints?: string[];
  max_speech_seconds?: number;
};

/** Rings one agent and joins the two. Once the agent's call has ended, the carrier asks for the caller's next document. */
export type Forward = {
  verb: "forward";
  to: string;
  caller_id: string;
  ring_seconds: number;
  /** What the agent hears before the two are joined. */
  whisper?: AudioVerb[];
  /** The key the agent must press to take the call; not pressed is no answer. */
  accept_key?: string;
};

/** Joins the caller with the other participant of the room; when one of the two leaves, the carrier asks for the other's next document. */
export type Conference = { verb: "conference"; room: string };

/** Makes the carrier ask for the next document once the verbs before it are done. */
export type Continue = { verb: "continue" };
export type HangUp = { verb: "hang_up" };
