import { z } from "zod";
import "./field";
import type { StepContext } from "./component";
import type { Fault } from "./resume";
import type { Play, PlayPrompt, Say } from "./verbs";

/** Longest text a caller is read (docs/flow-format.md, "What components share"); longer is cut at a sentence. */
export const MAX_SPOKEN_CHARACTERS = 3000;

export const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "must be a BCP 47 language tag, such as en-US")
  .meta({ title: "Language", is: "language" });

const tts = z
  .strictObject({
    source: z.literal("tts"),
    text: z.string().min(1, "must not be empty").max(20_000).meta({ title: "Text", is: "template", rows: 4 }),
    language: language.optional(),
    voice: z.string().min(1).max(64).optional().meta({ title: "Voice", description: "The carrier's name of a voice." }),
  })
  .meta({ title: "Text to speech" });
const url = z
  .strictObject({
    source: z.literal("url"),
    url: z
      .string()
      .min(1, "must not be empty")
      .max(2048)
      .meta({ title: "Address", is: "template", placeholder: "https://" }),
  })
  .meta({ title: "Recording at an address" });
const prompt = z
  .strictObject({
    source: z.literal("prompt"),
    prompt: z.string().min(1, "must not be empty").max(120).meta({ title: "Prompt", names: "prompt" }),
  })
  .meta({ title: "Prompt" });
const part = z.discriminatedUnion("source", [tts, prompt, url]).meta({ title: "Part" });

/** What a caller hears: one part, or a list of parts played in order. */
export const message = z.union([part, z.array(part).min(1).max(20)]).meta({ is: "message", add: "Add another part" });
export type Message = z.infer<typeof message>;

/** What a new step's message begins as: a text to be written. */
export const NEW_MESSAGE: Message = { source: "tts", text: "" };

/** What a message begins with, for showing it in a line; the message may be half done. */
export function firstWords(message: Message | undefined): string {
  const part = Array.isArray(message) ? message[0] : message;
  if (part?.source === "tts") return part.text ?? "";
  return (part?.source === "prompt" ? part.prompt : part?.url) ?? "";
}

/**
 * True if the caller is bound to hear something whatever the variables hold, so that a step that says it has to wait.
 * The message may be half done.
 */
export function isNeverEmpty(message: unknown): boolean {
  return partsOf(message).some(({ source, text = "" }) =>
    source === "tts" ? !text.includes("{%") && literal(text).trim() !== "" : source !== undefined,
  );
}

/** Where in the message a text is longer than a caller is read, variables not counted. */
export function overlongTexts(message: unknown): string[][] {
  return partsOf(message).flatMap(({ source, text = "" }, index) => {
    if (source !== "tts" || literal(text).length <= MAX_SPOKEN_CHARACTERS) return [];
    return [Array.isArray(message) ? [String(index), "text"] : ["text"]];
  });
}

function partsOf(message: unknown): { source?: string; text?: string }[] {
  return [message].flat().filter((part) => typeof part === "object" && part !== null) as object[];
}

/** What of a template is said as it stands. */
function literal(template: string): string {
  return template.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, "");
}

/** Renders a message's templates into verbs; a text over the limit is cut at a sentence and warned about. */
export function speak(message: Message, ctx: StepContext): { verbs: (Say | Play | PlayPrompt)[]; warnings: Fault[] } {
  const warnings: Fault[] = [];
  const verbs = (Array.isArray(message) ? message : [message]).flatMap((part): (Say | Play | PlayPrompt)[] => {
    if (part.source === "prompt") return [{ verb: "play_prompt", prompt: part.prompt }];
    if (part.source === "url") return [{ verb: "play", url: ctx.render(part.url) }];
    const text = ctx.render(part.text).trim();
    if (text === "") {
      warnings.push({ code: "message_empty", message: "The message is empty after its variables were filled in." });
      return [];
    }
    const heard = cutAtSentence(text);
    if (heard !== text) {
      warnings.push({
        code: "message_cut",
        message: `The message was longer than ${MAX_SPOKEN_CHARACTERS} characters.`,
      });
    }
    return [
      {
        verb: "say",
        text: heard,
        language: part.language ?? ctx.language,
        ...(part.voice ? { voice: part.voice } : {}),
      },
    ];
  });
  return { verbs, warnings };
}

function cutAtSentence(text: string): string {
  if (text.length <= MAX_SPOKEN_CHARACTERS) return text;
  const head = text.slice(0, MAX_SPOKEN_CHARACTERS);
  const sentence = Math.max(head.lastIndexOf(". "), head.lastIndexOf("! "), head.lastIndexOf("? "));
  if (sentence > 0) return head.slice(0, sentence + 1);
  const word = head.lastIndexOf(" ");
  return word > 0 ? head.slice(0, word) : head;
}
