import type { Json, Values } from "./value";

/**
 * What wakes an interaction. Resumes are stored before they are applied and carry everything the engine may not ask
 * for: the moment (`at`, ISO 8601 UTC), the seed, and the facts the runtime has established.
 */
export type Resume = { at: string } & ResumeBody;

export type ResumeBody =
  | {
      kind: "started";
      /** Any string; decides every choice that looks random, the same on replay. */
      seed: string;
      interaction_id: string;
      flow_version: number;
      arguments: Values;
    }
  | { kind: "call_answered"; answered_by: "human" | "machine" | "unknown" }
  | { kind: "dial_ended"; result: DialResult; error?: Fault }
  | { kind: "prompt_finished" }
  | { kind: "input_received"; digits: string; speech: string; confidence: number | null; finished_on_key: boolean }
  | { kind: "forward_ended"; result: ForwardResult; contact_live: boolean; error?: Fault }
  /** `joined`: an agent had been joined with the contact when the contact's call ended. */
  | { kind: "hung_up"; joined: boolean }
  | { kind: "port_answered"; result: Json }
  | { kind: "timer" }
  | { kind: "cancelled" }
  | { kind: "expired" };

export type ResumeKind = ResumeBody["kind"];

export type DialResult = "busy" | "no_answer" | "invalid_number" | "failed";

/** `answered`: contact and agent were joined. */
export type ForwardResult = "answered" | "no_answer" | "invalid_number" | "failed";

/** A technical fault, never a normal outcome. `code` is stable and snake_case; `message` is for the admin. */
export type Fault = { code: string; message: string };
