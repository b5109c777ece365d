import type twilio from "twilio";
import { meantLanguage } from "@/engine/languages";
import { firstOf, ownTag } from "@/engine/voices/spoken-as";

type Builder = InstanceType<typeof twilio.twiml.VoiceResponse>;
type GatherLanguage = NonNullable<NonNullable<Parameters<Builder["gather"]>[0]>["language"]>;

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
  return "en-US";
}
