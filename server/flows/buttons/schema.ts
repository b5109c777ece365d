import { z } from "zod";
import { patternFault } from "@/engine/pattern";
import { canonicalZone } from "@/engine/time-zones";
import { Work } from "@/engine/work";
import { storableText } from "../../platform/storable-text";
import { weeklyHours } from "../../platform/weekly-hours";
import { ASKING_LANGUAGES, type PageLanguage } from "../asking/words";
import { isCallingCountry } from "./countries";

export const MAX_BUTTONS = 100;
export const PAGE_LANGUAGES = Object.keys(ASKING_LANGUAGES) as [PageLanguage, ...PageLanguage[]];
const MAX_ORIGINS = 20;
const MAX_TEXTS = 3;
const MAX_FIXED = 40;
const MAX_COUNTRIES = 250;
const MAX_HOURS = 50;
/** A bound for what a form sends, above every limit of the field itself, so that the field can say what is wrong. */
const MAX_CHARACTERS = 1000;
const PATTERN_WORK = 1_000_000;

const text = z.string().max(MAX_CHARACTERS);
const count = z.number().nullable();

/** What the form sends. */
export const buttonInput = z.object({
  name: text,
  flowId: z.string().max(60),
  origins: z.array(text).max(MAX_ORIGINS + 1),
  number: text,
  texts: z
    .array(z.object({ argument: text, label: text, pattern: text, maxLength: count, required: z.boolean() }))
    .max(MAX_TEXTS + 1),
  fixed: z.array(z.object({ argument: text, value: z.string().max(4000) })).max(MAX_FIXED + 1),
  business: text,
  reason: text,
  asksFirst: z.boolean(),
  words: z.array(z.object({ language: z.string().max(10), label: text, consent: text })).max(10),
  colour: z.string().max(20),
  countries: z.array(z.string().max(10)).max(MAX_COUNTRIES + 1),
  perNetworkHour: count,
  perNumberDay: count,
  perHour: count,
  perDay: count,
  timeZone: text,
  hours: z.array(z.object({ days: z.array(z.string().max(10)).max(10), from: text, to: text })).max(MAX_HOURS + 1),
});
export type ButtonInput = z.infer<typeof buttonInput>;

/** Liquid would be rendered where the call says the text. */
const spoken = storableText.trim().regex(/^[^{}<>]*$/, "Leave out { } < >.");
const argument = storableText.regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "Choose an argument of the flow.");

const most = (highest: number) => {
  const words = `Write a whole number from 1 to ${highest}.`;
  return z.number({ error: words }).int(words).min(1, words).max(highest, words);
};

/** `https://shop.example`, as browsers send it in Origin; http for this machine only, where sites are made. */
const origin = z.string().transform((written, ctx) => {
  const url = URL.parse(written.trim());
  const isLocal = url?.hostname === "localhost" || url?.hostname === "127.0.0.1";
  const isOrigin = url && url.pathname === "/" && !url.search && !url.hash && !url.username;
  if (isOrigin && (url.protocol === "https:" || (url.protocol === "http:" && isLocal))) return url.origin;
  ctx.addIssue({ code: "custom", message: "Write an origin, such as https://www.example.com, without a path." });
  return z.NEVER;
});

const shortText = z.object({
  argument,
  label: spoken.min(1, "Say what the visitor is to write.").max(60, "Use at most 60 characters."),
  pattern: storableText.max(200, "Use at most 200 characters.").superRefine((pattern, ctx) => {
    const fault = patternFault(pattern, new Work(PATTERN_WORK, "the pattern is too large"));
    if (fault) ctx.addIssue({ code: "custom", message: `This is no pattern: ${fault}.` });
  }),
  maxLength: most(200),
  required: z.boolean(),
});

const words = z.object({
  language: z.enum(PAGE_LANGUAGES),
  label: spoken.max(60, "Use at most 60 characters."),
  consent: spoken.max(400, "Use at most 400 characters."),
});

/** Everything of a button but its name and flow, which have columns of their own. */
export const buttonSettings = z.object({
  origins: z.array(origin).min(1, "Name a site that may show the button.").max(MAX_ORIGINS),
  number: argument,
  texts: z.array(shortText).max(MAX_TEXTS, `A button asks for at most ${MAX_TEXTS} texts.`),
  fixed: z.array(z.object({ argument, value: storableText.max(4000) })).max(MAX_FIXED),
  business: spoken.min(1, "Say who calls.").max(80, "Use at most 80 characters."),
  reason: spoken.max(80, "Use at most 80 characters."),
  asksFirst: z.boolean(),
  /** What is said in other words than the button's own, by language; an empty text is the button's own. */
  words: z.array(words).max(PAGE_LANGUAGES.length),
  colour: z.string().regex(/^#[0-9a-f]{6}$/i, "Write a colour, such as #1f4d3d."),
  countries: z
    .array(z.string().refine(isCallingCountry, "This is no country."))
    .min(1, "Choose a country whose numbers visitors may write.")
    .max(MAX_COUNTRIES),
  /** Requests from one address (of IPv6, one /64) an hour, whatever became of them. */
  perNetworkHour: most(1000),
  perNumberDay: most(20),
  perHour: most(10_000),
  perDay: most(100_000),
  timeZone: z.string().transform((name, ctx) => {
    const zone = canonicalZone(name);
    if (zone) return zone;
    ctx.addIssue({ code: "custom", message: "Choose a time zone." });
    return z.NEVER;
  }),
  /** When somebody is there; none: always. */
  hours: z.array(weeklyHours).max(MAX_HOURS, `A button has at most ${MAX_HOURS} times.`),
});
export type ButtonSettings = z.infer<typeof buttonSettings>;

export const buttonSchema = buttonSettings
  .extend({
    name: storableText.trim().min(1, "Give the button a name.").max(80, "Use at most 80 characters."),
    flowId: z.uuid("Choose a flow."),
  })
  .superRefine(({ number, texts, fixed }, ctx) => {
    const seen = new Set([number]);
    const all = [
      ...texts.map((one, at) => ({ argument: one.argument, path: ["texts", at, "argument"] })),
      ...fixed.map((one, at) => ({ argument: one.argument, path: ["fixed", at, "argument"] })),
    ];
    for (const { argument: named, path } of all) {
      if (seen.has(named)) ctx.addIssue({ code: "custom", path, message: "This argument has its value already." });
      seen.add(named);
    }
  });
export type ButtonValues = z.infer<typeof buttonSchema>;
