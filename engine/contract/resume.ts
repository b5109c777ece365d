import type { Detected } from "../answering/who-answered";
import type { Consent } from "./consent";
import type { Json, Values } from "./value";

/**
 * What continues an interaction. A resume is stored with what it made, and carries everything that the engine may not look
 * up itself: the moment (`at`, ISO 8601 UTC), the seed, and what the carrier or a port reported.
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
      /** Kept with the interaction where its flow requires it; no step reads it. */
      consent?: Consent;
      /** A callback that is over is asked for once more: the interaction begins at its step, with what was known there. */
      again?: { step: string; variables: Values; call: { from: string; to: string; send_digits?: string } };
    }
  /** `detected`: the same in the words of listening, where the carrier says more. */
  | { kind: "call_answered"; answered_by: "human" | "machine" | "unknown"; detected?: Detected }
  /**
   * `declined`: the carrier says that the busy contact has rejected the call. `final`: no further try may follow, since the
   * rules forbid it, or since nobody knows whether the phone rang.
   */
  | { kind: "dial_ended"; result: DialResult; declined?: true; final?: "forbidden" | "in_doubt"; error?: Fault }
  | { kind: "prompt_finished" }
  /**
   * `finished_on_key` null: the carrier does not say. `detected`: what it has said by then of who answered. `error`: the caller could not
   * be asked.
   */
  | {
      kind: "input_received";
      digits: string;
      speech: string;
      confidence: number | null;
      finished_on_key: boolean | null;
      /** Of a contact who waits on the line for an agent: the place among those who do, from 1. */
      position?: number;
      detected?: Detected;
      error?: Fault;
    }
  | { kind: "forward_ended"; result: ForwardResult; contact_live: boolean; error?: Fault }
  /** `joined`: an agent had been joined with the contact when the contact's call ended. */
  | { kind: "hung_up"; joined: boolean }
  | { kind: "port_answered"; result: PortAnswer }
  /** `accepted`: an agent accepted the callback and waits in the conference `room`. `agent_left`: before the contact answered. */
  | { kind: "callback_progress"; what: "accepted"; room: string }
  | { kind: "callback_progress"; what: "agent_left" }
  /**
   * `finished`: agent and contact were joined, and one of them left. `no_match`: no agent of the group can be called. Of a contact who waits
   * on the line: `no_answer`, everybody was rung in vain; `outside_hours`, nobody is rung at this time.
   */
  | { kind: "callback_ended"; result: "finished"; contact_live: boolean }
  | { kind: "callback_ended"; result: "no_match" | "no_answer" | "outside_hours" }
  | { kind: "callback_ended"; result: "failed"; error: Fault }
  | { kind: "timer" }
  /** The interaction cannot go on, whatever its flow says: what came to it fails however often it is tried. */
  | { kind: "faulted"; error: Fault }
  /**
   * The call cannot go on, or nothing can be learnt of it any more: the carrier does not reach us, or does not answer. No `faulted`:
   * that ends an interaction in whatever state it is, while this changes nothing where the call is over and the flow goes on
   * without it, and says that the call was answered.
   */
  | { kind: "carrier_failed"; error: Fault }
  | { kind: "cancelled" }
  | { kind: "expired" };

export type ResumeKind = ResumeBody["kind"];

export type DialResult = "busy" | "no_answer" | "invalid_number" | "failed";

/** `answered`: contact and agent were joined. */
export type ForwardResult = "answered" | "no_answer" | "invalid_number" | "failed";

/** A technical fault, never a normal outcome. `code` is stable and snake_case; `message` is for the admin. */
export type Fault = { code: string; message: string };

/**
 * A port's answer; a port call that takes too long has none, and its wait ends with `timer`. `value` of a failed one is what is
 * known all the same, such as the status of an HTTP response.
 */
export type PortAnswer = { ok: true; value: Json } | { ok: false; code: string; message: string; value?: Json };
