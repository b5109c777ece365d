import { meantLanguage } from "../languages";

/**
 * What is wrong with a language that texts are spoken in, or that callers are `heard` in, as a problem's code and message; null
 * if nothing is.
 */
export function languageFault(language: string, heard = false): { code: string; message: string } | null {
  const meant = meantLanguage(language, heard);
  if (meant === language) return null;
  const written = language.trim() === "" ? "no language" : language;
  if (meant === null)
    return {
      code: "language_unknown",
      message: `nobody is known to ${heard ? "recognise" : "speak"} ${written}; it is taken for English. Choose a language of the list.`,
    };
  return {
    code: "language_unclear",
    message: `${written} is not in the list; ${meant} is taken for it. Choose a language of the list.`,
  };
}
