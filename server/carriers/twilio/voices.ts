import type twilio from "twilio";
import { languageParts, meantLanguage } from "@/engine/languages";

type Builder = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Say = NonNullable<Parameters<Builder["say"]>[0]>;
type GatherLanguage = NonNullable<NonNullable<Parameters<Builder["gather"]>[0]>["language"]>;

/** The official library's types check each row, but for languages that only voices of Google's have. */
type Spoken = {
  language: NonNullable<Say["language"]> | "eu-ES" | "gl-ES" | "lt-LT";
  voice: NonNullable<Say["voice"]>;
};

/** Twilio's languages of Say, each with a voice that speaks it; the first of a language is for its other regions. */
const VOICES: readonly Spoken[] = [
  { language: "en-US", voice: "Polly.Joanna" },
  { language: "en-GB", voice: "Polly.Amy" },
  { language: "en-AU", voice: "Polly.Nicole" },
  { language: "en-IN", voice: "Polly.Raveena" },
  { language: "en-IE", voice: "Polly.Niamh-Neural" },
  { language: "en-NZ", voice: "Polly.Aria-Neural" },
  { language: "en-ZA", voice: "Polly.Ayanda-Neural" },
  { language: "es-ES", voice: "Polly.Lucia" },
  { language: "es-MX", voice: "Polly.Mia" },
  { language: "es-US", voice: "Polly.Lupe" },
  { language: "de-DE", voice: "Polly.Vicki" },
  { language: "de-AT", voice: "Polly.Hannah-Neural" },
  { language: "fr-FR", voice: "Polly.Lea" },
  { language: "fr-CA", voice: "Polly.Chantal" },
  { language: "fr-BE", voice: "Polly.Isabelle-Neural" },
  { language: "it-IT", voice: "Polly.Bianca" },
  { language: "pt-BR", voice: "Polly.Camila" },
  { language: "pt-PT", voice: "Polly.Ines" },
  { language: "nl-NL", voice: "Polly.Lotte" },
  { language: "nl-BE", voice: "Polly.Lisa-Neural" },
  { language: "da-DK", voice: "Polly.Naja" },
  { language: "sv-SE", voice: "Polly.Astrid" },
  { language: "nb-NO", voice: "Polly.Liv" },
  { language: "is-IS", voice: "Polly.Dora" },
  { language: "fi-FI", voice: "Polly.Suvi-Neural" },
  { language: "pl-PL", voice: "Polly.Ewa" },
  { language: "ro-RO", voice: "Polly.Carmen" },
  { language: "ru-RU", voice: "Polly.Tatyana" },
  { language: "tr-TR", voice: "Polly.Filiz" },
  { language: "ja-JP", voice: "Polly.Mizuki" },
  { language: "ko-KR", voice: "Polly.Seoyeon" },
  { language: "hi-IN", voice: "Polly.Aditi" },
  { language: "cy-GB", voice: "Polly.Gwyneth" },
  { language: "cmn-CN", voice: "Polly.Zhiyu" },
  { language: "cmn-TW", voice: "Google.cmn-TW-Standard-A" },
  { language: "yue-HK", voice: "Google.yue-HK-Standard-A" },
  { language: "ar-XA", voice: "Google.ar-XA-Standard-A" },
  { language: "ar-AE", voice: "Polly.Hala-Neural" },
  { language: "af-ZA", voice: "Google.af-ZA-Standard-A" },
  { language: "am-ET", voice: "Google.am-ET-Standard-A" },
  { language: "bg-BG", voice: "Google.bg-BG-Standard-A" },
  { language: "bn-IN", voice: "Google.bn-IN-Standard-A" },
  { language: "ca-ES", voice: "Google.ca-ES-Standard-A" },
  { language: "cs-CZ", voice: "Google.cs-CZ-Standard-A" },
  { language: "el-GR", voice: "Google.el-GR-Standard-A" },
  { language: "eu-ES", voice: "Google.eu-ES-Standard-A" },
  { language: "fil-PH", voice: "Google.fil-PH-Standard-A" },
  { language: "gl-ES", voice: "Google.gl-ES-Standard-A" },
  { language: "gu-IN", voice: "Google.gu-IN-Standard-A" },
  { language: "he-IL", voice: "Google.he-IL-Standard-A" },
  { language: "hu-HU", voice: "Google.hu-HU-Standard-A" },
  { language: "id-ID", voice: "Google.id-ID-Standard-A" },
  { language: "kn-IN", voice: "Google.kn-IN-Standard-A" },
  { language: "lt-LT", voice: "Google.lt-LT-Standard-A" },
  { language: "lv-LV", voice: "Google.lv-LV-Standard-A" },
  { language: "ml-IN", voice: "Google.ml-IN-Standard-A" },
  { language: "mr-IN", voice: "Google.mr-IN-Standard-A" },
  { language: "ms-MY", voice: "Google.ms-MY-Standard-A" },
  { language: "pa-IN", voice: "Google.pa-IN-Standard-A" },
  { language: "sk-SK", voice: "Google.sk-SK-Standard-A" },
  { language: "sr-RS", voice: "Google.sr-RS-Standard-A" },
  { language: "ta-IN", voice: "Google.ta-IN-Standard-A" },
  { language: "te-IN", voice: "Google.te-IN-Standard-A" },
  { language: "th-TH", voice: "Google.th-TH-Standard-A" },
  { language: "uk-UA", voice: "Google.uk-UA-Standard-A" },
  { language: "vi-VN", voice: "Google.vi-VN-Standard-A" },
];

/** Amazon's voices by the language they speak; `Polly.Joanna-Neural` is Joanna's. Google's have the language in their names. */
const POLLY: Readonly<Record<string, string>> = {
  ar: "Zeina Hala Zayd",
  ca: "Arlet",
  cmn: "Zhiyu",
  cy: "Gwyneth",
  da: "Mads Naja Sofie",
  de: "Hans Marlene Vicki Daniel Hannah",
  en:
    "Amy Brian Emma Geraint Ivy Joanna Joey Justin Kendra Kevin Kimberly Matthew Nicole Raveena Russell Salli Aria Arthur " +
    "Ayanda Danielle Gregory Niamh Olivia Ruth Stephen Aditi Kajal",
  es: "Conchita Enrique Lucia Lupe Mia Mía Miguel Penelope Andres Pedro Sergio",
  fi: "Suvi",
  fr: "Celine Chantal Lea Mathieu Gabrielle Isabelle Liam Remi Rémi",
  hi: "Aditi Kajal",
  is: "Dora Karl",
  it: "Bianca Carla Giorgio Adriano",
  ja: "Mizuki Takumi Kazuha Tomoko",
  ko: "Seoyeon",
  nb: "Liv Ida",
  nl: "Lotte Ruben Laura Lisa",
  pl: "Ewa Jacek Jan Maja Ola",
  pt: "Camila Cristiano Ines Ricardo Vitoria Thiago",
  ro: "Carmen",
  ru: "Maxim Tatyana",
  sv: "Astrid Elin",
  tr: "Filiz Burcu",
  yue: "Hiujin",
};
const BASIC: Readonly<Record<string, string>> = {
  man: "de en es fr",
  woman: "de en es fr",
  alice: "ca cmn da de en es fi fr it ja ko nb nl pl pt ru sv yue",
};

/** The languages that a voice speaks, without regions; null for a voice that is not known here, as the carrier adds some. */
export function languagesOf(voice: string): string[] | null {
  const [, maker, name = ""] = /^(?:(Polly|Google)\.)?(.+)$/.exec(voice) ?? [];
  if (!maker) return Object.hasOwn(BASIC, name) ? (BASIC[name] ?? "").split(" ") : null;
  if (maker === "Google") return [languageParts(name.split("-").slice(0, 2).join("-"))?.language ?? ""].filter(Boolean);
  const person = name.replace(/-(Neural|Generative)$/, "");
  const spoken = Object.keys(POLLY).filter((language) => POLLY[language]?.split(" ").includes(person));
  return spoken.length > 0 ? spoken : null;
}

/**
 * How a text in a language (BCP 47) is spoken: the carrier's own tag, and a voice that speaks it, `wanted` where that does or is
 * not known here. A region that no voice is for is spoken as the language's first; what nobody speaks as English.
 */
export function spokenAs(tag: string, wanted?: string): { language: string; voice: string } {
  const own = ownTag(tag);
  const { language, voice } = VOICES.find((one) => one.language === own) ?? firstOf(own);
  const speaks = wanted === undefined ? [] : languagesOf(wanted);
  const fits = speaks === null || speaks.includes(baseOf(language));
  return { language, voice: wanted !== undefined && fits ? wanted : voice };
}

const ENGLISH = VOICES[0] as Spoken;

function firstOf(tag: string): Spoken {
  const base = baseOf(tag);
  return VOICES.find(({ language }) => baseOf(language) === base) ?? ENGLISH;
}

const baseOf = (tag: string) => tag.split("-")[0] ?? "";

/** A tag as the carrier's voices have it: Chinese by the language that is spoken, Arabic without a country. */
function ownTag(tag: string): string {
  const { language = "en", region = "US" } = languageParts(tag) ?? {};
  if (language !== "zh") return `${language}-${region}`;
  return region === "HK" || region === "MO" ? "yue-HK" : region === "TW" ? "cmn-TW" : "cmn-CN";
}

/** What the recogniser calls some languages. */
const RECOGNISED_AS: Readonly<Record<string, GatherLanguage>> = {
  "cmn-CN": "cmn-Hans-CN",
  "cmn-TW": "cmn-Hant-TW",
  "yue-HK": "yue-Hant-HK",
  "pa-IN": "pa-guru-IN",
  "ar-XA": "ar-EG",
};
const RECOGNISED = new Set<string>([
  ...(
    "af-ZA am-ET ar-AE ar-BH ar-DZ ar-EG ar-IL ar-IQ ar-JO ar-KW ar-LB ar-MA ar-OM ar-PS ar-QA ar-SA ar-TN az-AZ bg-BG bn-BD " +
    "bn-IN ca-ES cs-CZ da-DK de-DE el-GR en-AU en-CA en-GB en-GH en-IE en-IN en-KE en-NG en-NZ en-PH en-SG en-TZ en-US en-ZA " +
    "es-AR es-BO es-CL es-CO es-CR es-DO es-EC es-ES es-GT es-HN es-MX es-NI es-PA es-PE es-PR es-PY es-SV es-US es-UY es-VE " +
    "et-EE eu-ES fa-IR fi-FI fil-PH fr-CA fr-FR gl-ES gu-IN he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-IT ja-JP jv-ID ka-GE " +
    "km-KH kn-IN ko-KR lo-LA lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY my-MM nb-NO ne-NP nl-BE nl-NL pl-PL pt-BR pt-PT ro-RO " +
    "ru-RU si-LK sk-SK sl-SI sq-AL sr-RS su-ID sv-SE sw-KE sw-TZ ta-IN ta-LK ta-MY ta-SG te-IN th-TH tr-TR uk-UA ur-IN ur-PK " +
    "uz-UZ vi-VN zu-ZA"
  ).split(" "),
]);

/** The recogniser's tag for a language (BCP 47); for one that it does not know, its language's first, else English. */
export function recognisedAs(tag: string): string {
  const own = ownTag(tag);
  for (const one of [own, meantLanguage(tag, true) ?? "", firstOf(own).language]) {
    const found = RECOGNISED_AS[one] ?? (RECOGNISED.has(one) ? one : undefined);
    if (found) return found;
  }
  return ENGLISH.language;
}
