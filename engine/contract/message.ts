import { z } from "zod";
import { playableAddress } from "../address";
import { cutForSpeech } from "../cut-text";
import { spokenAs } from "../voices/spoken-as";
import "./field";
import type { StepContext } from "./component";
import type { Fault } from "./resume";
import type { Play, PlayPrompt, Say } from "./verbs";

/** Longest text that is read to a caller; a longer one is cut at a sentence. */
export const MAX_SPOKEN_CHARACTERS = 3000;

export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a BCP 47 language tag, such as en-US")
  .meta({ title: "Language", is: "language" });

/** What is played to a caller: one part, or a list of parts in order. `knows`: read-only names that only its templates have. */
function messageWith(knows?: readonly string[]) {
  const template = { is: "template", ...(knows ? { knows } : {}) } as const;
  const tts = z
    .strictObject({
      source: z.literal("tts"),
      text: z
        .string()
        .min(1, "must not be empty")
        .max(20_000)
        .meta({ title: "Text", ...template, rows: 4 }),
      language: language.optional(),
      voice: z
        .string()
        .min(1)
        .max(64)
        .optional()
        .meta({ title: "Voice", description: "The carrier's name of a voice." }),
    })
    .meta({ title: "Text to speech" });
  const url = z
    .strictObject({
      source: z.literal("url"),
      url: z
        .string()
        .min(1, "must not be empty")
        .max(2048)
        .meta({ title: "Address", ...template, placeholder: "https://" }),
    })
    .meta({ title: "Recording at an address" });
  const prompt = z
    .strictObject({
      source: z.literal("prompt"),
      prompt: z.string().min(1, "must not be empty").max(120).meta({ title: "Prompt", names: "prompt" }),
    })
    .meta({ title: "Prompt" });
  const part = z.discriminatedUnion("source", [tts, prompt, url]).meta({ title: "Part" });
  return z.union([part, z.array(part).min(1).max(20)]).meta({ is: "message", add: "Add another part" });
}

export const message = messageWith();
export type Message = z.infer<typeof message>;

/** The contact's place among those who wait on the line; 1 is the next. */
export const POSITION = "call.position";
/** What a contact hears who waits on the line. */
export const messageWhileWaiting = messageWith([POSITION]);

/** True if the message says the contact's place among those who wait. */
export function tellsPosition(message: Message | undefined): boolean {
  return partsOf(message).some(({ text = "", url = "" }) => `${text} ${url}`.includes(POSITION));
}

/** The message of a new step: an empty text. */
export const NEW_MESSAGE: Message = { source: "tts", text: "" };

/** The text or name of a message's first part, for one line on the canvas; the message may be incomplete. */
export function firstWords(message: Message | undefined): string {
  const part = Array.isArray(message) ? message[0] : message;
  if (part?.source === "tts") return part.text ?? "";
  return (part?.source === "prompt" ? part.prompt : part?.url) ?? "";
}

/**
 * True if the message plays something whatever the variables hold, so that a step that plays it always waits. The message may
 * be incomplete.
 */
export function isNeverEmpty(message: unknown): boolean {
  return partsOf(message).some(({ source, text = "" }) =>
    source === "tts" ? !text.includes("{%") && literal(text).trim() !== "" : source !== undefined,
  );
}

/** Paths of texts that are over MAX_SPOKEN_CHARACTERS even without their variables. */
export function overlongTexts(message: unknown): string[][] {
  return partsOf(message).flatMap(({ source, text = "" }, index) => {
    if (source !== "tts" || literal(text).length <= MAX_SPOKEN_CHARACTERS) return [];
    return [Array.isArray(message) ? [String(index), "text"] : ["text"]];
  });
}

/** Paths of the addresses in a message that no carrier could fetch whatever the variables hold, and why. */
export function addressFaults(message: unknown): { path: string[]; why: string }[] {
  return partsOf(message).flatMap(({ source, url = "" }, index) => {
    if (source !== "url" || url === "" || literal(url) !== url) return [];
    const address = playableAddress(url);
    if (address.ok) return [];
    return [{ path: Array.isArray(message) ? [String(index), "url"] : ["url"], why: address.why }];
  });
}

/**
 * Paths of the voices in a message that do not speak their text's language, and the voice that is heard instead. `flowLanguage` is
 * that of texts that name none.
 */
export function voiceFaults(
  message: unknown,
  flowLanguage: string,
): { path: string[]; voice: string; language: string; instead: string }[] {
  return partsOf(message).flatMap(({ source, voice, language = flowLanguage }, index) => {
    if (source !== "tts" || voice === undefined) return [];
    const { voice: instead } = spokenAs(language, voice);
    if (instead === voice) return [];
    return [{ path: Array.isArray(message) ? [String(index), "voice"] : ["voice"], voice, language, instead }];
  });
}

function partsOf(
  message: unknown,
): { source?: string; text?: string; url?: string; voice?: string; language?: string }[] {
  return [message].flat().filter((part) => typeof part === "object" && part !== null) as object[];
}

/** A template's text without its Liquid. */
function literal(template: string): string {
  return template.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, "");
}

/** Renders a message's templates into verbs; a text over the limit is cut at a sentence and warned about. */
export function speak(message: Message, ctx: StepContext): { verbs: (Say | Play | PlayPrompt)[]; warnings: Fault[] } {
  const warnings: Fault[] = [];
  const verbs = (Array.isArray(message) ? message : [message]).flatMap((part): (Say | Play | PlayPrompt)[] => {
    if (part.source === "prompt") return [{ verb: "play_prompt", prompt: part.prompt }];
    if (part.source === "url") return [{ verb: "play", url: ctx.address(part.url) }];
    const text = ctx.render(part.text).trim();
    if (text === "") {
      warnings.push({ code: "message_empty", message: "The message is empty after its variables were filled in." });
      return [];
    }
    const spoken = cutForSpeech(text, MAX_SPOKEN_CHARACTERS);
    if (spoken !== text) {
      warnings.push({
        code: "message_cut",
        message: `The message was longer than ${MAX_SPOKEN_CHARACTERS} characters.`,
      });
    }
    return [
      {
        verb: "say",
        text: spoken,
        language: part.language ?? ctx.language,
        ...(part.voice ? { voice: part.voice } : {}),
      },
    ];
  });
  return { verbs, warnings };
}
