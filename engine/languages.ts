/** What telephone voices commonly speak, BCP 47; of each language the region that is meant where none is said comes first. */
const SPOKEN = (
  "af-ZA am-ET ar-EG ar-SA ar-AE ar-XA bg-BG bn-IN bn-BD ca-ES cs-CZ cy-GB da-DK de-DE de-AT de-CH el-GR en-US en-GB " +
  "en-AU en-CA en-IE en-IN en-NZ en-ZA es-ES es-MX es-US es-AR es-CL es-CO es-PE eu-ES fi-FI fil-PH fr-FR fr-BE " +
  "fr-CA fr-CH gl-ES gu-IN he-IL hi-IN hu-HU id-ID is-IS it-IT it-CH ja-JP kn-IN ko-KR lt-LT lv-LV ml-IN mr-IN ms-MY " +
  "nb-NO nl-NL nl-BE pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA " +
  "vi-VN yue-HK zh-CN zh-TW zh-HK cmn-CN cmn-TW"
).split(" ");

/** What only recognisers know. */
const HEARD = [...SPOKEN, ..."az-AZ et-EE fa-IR hr-HR sl-SI sw-KE ur-PK".split(" ")];

/** Codes by which a language is also known (BCP 47's registry, and macrolanguages that voices go by). */
const ALSO: Readonly<Record<string, string>> = { no: "nb", iw: "he", in: "id", tl: "fil", arb: "ar" };

/** A tag's language and region as BCP 47 writes them, also for `en_US` and `EN-us`; null for what is no tag. */
export function languageParts(tag: string): { language: string; region: string | null } | null {
  const [language = "", ...rest] = tag.trim().toLowerCase().split(/[-_]/);
  if (!/^[a-z]{2,3}$/.test(language) || rest.some((part) => !/^[a-z0-9]{2,8}$/.test(part))) return null;
  const region = rest.find((part) => /^([a-z]{2}|\d{3})$/.test(part));
  return { language: ALSO[language] ?? language, region: region?.toUpperCase() ?? null };
}

/**
 * The language that a tag means: itself where it is spoken, else its language's first region; null if nobody speaks it. `heard`:
 * what is recognised counts, not only what is spoken.
 */
export function meantLanguage(tag: string, heard = false): string | null {
  const parts = languageParts(tag);
  if (!parts) return null;
  const known = heard ? HEARD : SPOKEN;
  const exact = `${parts.language}-${parts.region}`;
  return known.includes(exact) ? exact : (known.find((one) => one.startsWith(`${parts.language}-`)) ?? null);
}

/** True if two tags are of one language, whatever their regions; Chinese goes by several names. */
export function isSameLanguage(one: string, other: string): boolean {
  return baseOf(one) === baseOf(other);
}

function baseOf(tag: string): string | undefined {
  const { language } = languageParts(tag) ?? {};
  return language === "cmn" || language === "yue" ? "zh" : language;
}

/** Every language that voices commonly speak. */
export const SPOKEN_LANGUAGES: readonly string[] = SPOKEN;
