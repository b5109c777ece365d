import { languageParts } from "../languages";
import { BASIC, POLLY, SPEAKERS, type Spoken } from "./speakers";

/** The languages that a voice speaks, without regions; null for a voice that is not known here, as the carrier adds some. */
export function languagesOf(voice: string): string[] | null {
  const [, maker, name = ""] = /^(?:(Polly|Google)\.)?(.+)$/.exec(voice) ?? [];
  if (!maker) return Object.hasOwn(BASIC, name) ? (BASIC[name] ?? "").split(" ") : null;
  if (maker === "Google") return [languageParts(name.split("-").slice(0, 2).join("-"))?.language ?? ""].filter(Boolean);
  const person = name
    .replace(/-(Neural|Generative|Long-Form)$/, "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
  const spoken = Object.keys(POLLY).filter((language) => POLLY[language]?.split(" ").includes(person));
  return spoken.length > 0 ? spoken : null;
}

/**
 * How a text in a language (BCP 47) is spoken: the tag that voices have for it, and a voice that speaks it, `wanted` where that does or is
 * not known here. A region that no voice is for is spoken as the language's first; what nobody speaks as English.
 */
export function spokenAs(tag: string, wanted?: string): { language: string; voice: string } {
  const own = ownTag(tag);
  const { language, voice } = SPEAKERS.find((one) => one.language === own) ?? firstOf(own);
  const speaks = wanted === undefined ? [] : languagesOf(wanted);
  const fits = speaks === null || speaks.includes(baseOf(language));
  return { language, voice: wanted !== undefined && fits ? wanted : voice };
}

const ENGLISH = SPEAKERS[0] as Spoken;

export function firstOf(tag: string): Spoken {
  const base = baseOf(tag);
  return SPEAKERS.find(({ language }) => baseOf(language) === base) ?? ENGLISH;
}

const baseOf = (tag: string) => tag.split("-")[0] ?? "";

/** A tag as voices have it: Chinese by the language that is spoken, Arabic without a country. */
export function ownTag(tag: string): string {
  const { language = "en", region = "US" } = languageParts(tag) ?? {};
  if (language !== "zh") return `${language}-${region}`;
  return region === "HK" || region === "MO" ? "yue-HK" : region === "TW" ? "cmn-TW" : "cmn-CN";
}
