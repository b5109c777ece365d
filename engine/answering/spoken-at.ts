import { isSameLanguage, languageParts } from "../languages";
import { countryOf } from "../phone-number";

/** What is spoken in a country (ISO 3166), the most common first; only where it is not what the flow speaks anyway. */
const SPOKEN_IN: Readonly<Record<string, readonly string[]>> = {
  US: ["en-US", "es-US"],
  ...Object.fromEntries("GB IE AU NZ".split(" ").map((country) => [country, [`en-${country}`]])),
  CA: ["en-CA", "fr-CA"],
  ...Object.fromEntries(
    "ES MX AR CL CO PE EC VE UY PY BO CR GT HN NI PA SV DO PR"
      .split(" ")
      .map((country) => [country, [`es-${country}`]]),
  ),
  BR: ["pt-BR"],
  PT: ["pt-PT"],
  FR: ["fr-FR"],
  BE: ["fr-BE", "nl-BE", "de-DE"],
  LU: ["fr-FR", "de-DE"],
  DE: ["de-DE"],
  AT: ["de-AT"],
  LI: ["de-CH"],
  CH: ["de-CH", "fr-CH", "it-CH"],
  IT: ["it-IT"],
};

/**
 * The language in which a number's phone is likely answered (BCP 47): the flow's where it is spoken in the number's country, or where
 * nothing is known of the country; else the country's.
 */
export function spokenAt(e164: string | null, flowLanguage: string): string {
  const country = e164 === null ? null : countryOf(e164);
  const spoken = country === null ? undefined : SPOKEN_IN[country];
  if (!spoken) return flowLanguage;
  const own = spoken.find((one) => isSameLanguage(one, flowLanguage));
  if (own) return languageParts(flowLanguage)?.region ? flowLanguage : own;
  return spoken[0] ?? flowLanguage;
}
