import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { isSameLanguage, SPOKEN_LANGUAGES } from "@/engine/languages";
import { SPEAKERS } from "@/engine/voices/speakers";
import { languagesOf, spokenAs } from "@/engine/voices/spoken-as";
import { recognisedAs } from "@/server/carriers/twilio/recognised-as";

/** The lists of the carrier's own library. */
const types = readFileSync(createRequire(import.meta.url).resolve("twilio/lib/twiml/VoiceResponse.d.ts"), "utf8");
const listOf = (name: string) =>
  [...(new RegExp(`type ${name} = ([^;]+);`).exec(types)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, one = ""]) => one);
const VOICES = listOf("SayVoice");
const SAY = listOf("SayLanguage");
const GATHER = listOf("GatherLanguage");

describe("13.9 a voice that speaks the text's language", () => {
  const CASES: [tag: string, voice: string | undefined, language: string, voice: string][] = [
    ["en-US", undefined, "en-US", "Polly.Joanna"],
    ["en", undefined, "en-US", "Polly.Joanna"],
    ["en_US", undefined, "en-US", "Polly.Joanna"],
    ["EN-gb", undefined, "en-GB", "Polly.Amy"],
    ["en-SG", undefined, "en-US", "Polly.Joanna"],
    ["de-CH", undefined, "de-DE", "Polly.Vicki"],
    ["zh", undefined, "cmn-CN", "Polly.Zhiyu"],
    ["zh-Hant-TW", undefined, "cmn-TW", "Google.cmn-TW-Standard-A"],
    ["zh-HK", undefined, "yue-HK", "Google.yue-HK-Standard-A"],
    ["ar-SA", undefined, "ar-XA", "Google.ar-XA-Standard-A"],
    ["no", undefined, "nb-NO", "Polly.Liv"],
    ["xx-YY", undefined, "en-US", "Polly.Joanna"],
    ["", undefined, "en-US", "Polly.Joanna"],
    ["en-US", "Polly.Matthew-Neural", "en-US", "Polly.Matthew-Neural"],
    ["en-US", "Polly.Amy", "en-US", "Polly.Amy"],
    ["en-US", "woman", "en-US", "woman"],
    ["it-IT", "man", "it-IT", "man"],
    ["fr-FR", "Polly.Léa-Neural", "fr-FR", "Polly.Léa-Neural"],
    ["es-MX", "Polly.Andrés-Generative", "es-MX", "Polly.Andrés-Generative"],
    ["cs-CZ", "Polly.Jitka-Neural", "cs-CZ", "Polly.Jitka-Neural"],
    ["de-CH", "Polly.Sabrina-Neural", "de-DE", "Polly.Sabrina-Neural"],
    // Fluent in two languages.
    ["hi-IN", "Polly.Aditi", "hi-IN", "Polly.Aditi"],
    ["en-IN", "Polly.Kajal-Neural", "en-IN", "Polly.Kajal-Neural"],
    ["ar-AE", "Polly.Zayd-Neural", "ar-AE", "Polly.Zayd-Neural"],
    ["en-US", "Polly.Hala-Neural", "en-US", "Polly.Hala-Neural"],
    ["en-US", "Polly.Danielle-Long-Form", "en-US", "Polly.Danielle-Long-Form"],
    ["de-DE", "Polly.Danielle-Long-Form", "de-DE", "Polly.Vicki"],
    // One that does not speak it is replaced; one that nobody here knows is the admin's to know.
    ["pt-PT", "Polly.Joanna", "pt-PT", "Polly.Ines"],
    ["ja-JP", "woman", "ja-JP", "Polly.Mizuki"],
    ["en-US", "Google.de-DE-Standard-A", "en-US", "Polly.Joanna"],
    ["en-US", "Polly.Somebody-Neural", "en-US", "Polly.Somebody-Neural"],
  ];
  it.each(CASES)("%j with %s", (tag, wanted, language, voice) => {
    expect(spokenAs(tag, wanted)).toEqual({ language, voice });
  });

  it("is there for every language that the studio knows and every one of the carrier's", () => {
    expect(SAY.length).toBeGreaterThan(60);
    for (const tag of [...SPOKEN_LANGUAGES, ...SAY]) {
      const { language, voice } = spokenAs(tag);
      expect(
        languagesOf(voice)?.some((spoken) => isSameLanguage(spoken, language)),
        `${voice} for ${tag}`,
      ).toBe(true);
      if (SAY.includes(tag)) expect(isSameLanguage(language, tag), `${language} for ${tag}`).toBe(true);
    }
  });
  it("is one that the carrier has, where none is chosen", () => {
    expect(SPEAKERS.filter(({ voice }) => !VOICES.includes(voice))).toEqual([]);
  });
  it("is known of each voice of the carrier's", () => {
    expect(VOICES.length).toBeGreaterThan(800);
    // ElevenLabs' voices speak many languages each; which ones, the admin knows.
    const ofOneLanguage = VOICES.filter((voice) => !voice.startsWith("ElevenLabs."));
    expect(ofOneLanguage.filter((voice) => !languagesOf(voice)?.length)).toEqual([]);
  });
});

describe("13.9 the recogniser's language", () => {
  it.each([
    ["en", "en-US"],
    ["en_GB", "en-GB"],
    ["zh", "cmn-Hans-CN"],
    ["zh-HK", "yue-Hant-HK"],
    ["pa-IN", "pa-guru-IN"],
    ["de-CH", "de-DE"],
    ["xx-YY", "en-US"],
  ])("of %s is %s", (tag, own) => expect(recognisedAs(tag)).toBe(own));
  it("is always one that it has", () => {
    for (const tag of [...SPOKEN_LANGUAGES, ...SAY, ...GATHER]) expect(GATHER, tag).toContain(recognisedAs(tag));
  });
});
