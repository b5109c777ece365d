import { z } from "zod";
import { MAX_SPOKEN_CHARACTERS, type Verb } from "@/engine/contract";

const say = z.strictObject({
  verb: z.literal("say"),
  text: z.string().min(1).max(MAX_SPOKEN_CHARACTERS),
  language: z.string().max(35),
  voice: z.string().max(64).optional(),
});
const play = z.strictObject({ verb: z.literal("play"), url: z.string().max(4096) });
const pause = z.strictObject({ verb: z.literal("pause"), seconds: z.number().min(0).max(3600) });
const playPrompt = z.strictObject({ verb: z.literal("play_prompt"), prompt: z.string().max(120) });
const audioVerb = z.discriminatedUnion("verb", [say, play, playPrompt, pause]);
const number = z.string().max(32);

const gather = z.strictObject({
  verb: z.literal("gather"),
  input: z.enum(["digits", "speech", "digits_or_speech"]),
  prompt: z.array(audioVerb).max(50),
  timeout_seconds: z.number().min(0).max(3600),
  max_digits: z.number().int().min(1).max(64).optional(),
  finish_key: z.enum(["#", "*", ""]),
  language: z.string().max(35).optional(),
  hints: z.array(z.string().max(200)).max(400).optional(),
  max_speech_seconds: z.number().min(0).max(3600).optional(),
});
const forward = z.strictObject({
  verb: z.literal("forward"),
  to: number,
  caller_id: number,
  ring_seconds: z.number().min(1).max(600),
  whisper: z.array(audioVerb).max(50).optional(),
  accept_key: z
    .string()
    .regex(/^[0-9]$/)
    .optional(),
});

/** Checks verbs that a browser sends to see them as a carrier's document. */
export const verbs = z
  .array(
    z.discriminatedUnion("verb", [
      say,
      play,
      playPrompt,
      pause,
      gather,
      forward,
      z.strictObject({ verb: z.literal("conference"), room: z.string().max(200) }),
      z.strictObject({ verb: z.literal("continue") }),
      z.strictObject({ verb: z.literal("hang_up") }),
    ]),
  )
  .min(1)
  .max(50) satisfies z.ZodType<Verb[]>;
