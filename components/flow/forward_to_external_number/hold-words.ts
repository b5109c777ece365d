import type { Say } from "@/engine/contract";

const ENGLISH = "Please hold the line. We are looking for somebody who can take your call.";

const BY_LANGUAGE: Readonly<Record<string, string>> = {
  de: "Bitte bleiben Sie am Apparat. Wir suchen jemanden, der Ihren Anruf annimmt.",
  es: "No cuelgue, por favor. Estamos buscando a alguien que pueda atenderle.",
  fr: "Veuillez patienter. Nous cherchons quelqu'un pour prendre votre appel.",
  it: "Resti in linea, per favore. Stiamo cercando qualcuno che possa risponderle.",
  pt: "Por favor, aguarde. Estamos à procura de alguém que possa atender.",
};

/** What a contact hears who waits for an agent, where the flow says nothing else, in its language (BCP 47), else in English. */
export function holdWords(language: string): Say {
  const text = BY_LANGUAGE[language.split("-")[0] ?? ""];
  return text === undefined ? { verb: "say", text: ENGLISH, language: "en-US" } : { verb: "say", text, language };
}
