/** The languages that a button asks in, BCP 47, by the language of the page. */
export const ASKING_LANGUAGES = { en: "en-US", es: "es-ES", pt: "pt-PT", de: "de-DE", fr: "fr-FR" } as const;
export type PageLanguage = keyof typeof ASKING_LANGUAGES;
export type AskingLanguage = (typeof ASKING_LANGUAGES)[PageLanguage];

/** Who calls, and why; neither holds Liquid. `reason` completes "about", and may be empty. */
export type AskingWords = { business: string; reason: string };

type Said = { hello: string; regret: string };

const SAID: Record<AskingLanguage, (words: AskingWords) => Said> = {
  "en-US": ({ business, reason }) => ({
    hello: `Hello, this is ${business}${reason && `, about ${reason}`}. Somebody entered this number on our website and asked for a call. If it was you, press 1 and we connect you. If you did not ask for this call, press 9, and we will not call you again.`,
    regret: "We are sorry. We will not call you again. Goodbye.",
  }),
  "es-ES": ({ business, reason }) => ({
    hello: `Hola, le llama ${business}${reason && `, por ${reason}`}. Alguien ha indicado este número en nuestra página web y ha pedido una llamada. Si ha sido usted, pulse 1 y le pasamos. Si no ha pedido esta llamada, pulse 9 y no volveremos a llamarle.`,
    regret: "Lo sentimos. No volveremos a llamarle. Adiós.",
  }),
  "pt-PT": ({ business, reason }) => ({
    hello: `Olá, fala ${business}${reason && `, sobre ${reason}`}. Alguém indicou este número no nosso site e pediu uma chamada. Se foi você, prima 1 e fazemos a ligação. Se não pediu esta chamada, prima 9 e não voltamos a ligar.`,
    regret: "Pedimos desculpa. Não voltamos a ligar. Adeus.",
  }),
  "de-DE": ({ business, reason }) => ({
    hello: `Guten Tag, hier ist ${business}${reason && `, es geht um ${reason}`}. Jemand hat diese Nummer auf unserer Website eingegeben und um einen Anruf gebeten. Waren Sie das, drücken Sie die 1, und wir verbinden Sie. Haben Sie nicht um diesen Anruf gebeten, drücken Sie die 9, und wir rufen nicht wieder an.`,
    regret: "Das tut uns leid. Wir rufen Sie nicht wieder an. Auf Wiederhören.",
  }),
  "fr-FR": ({ business, reason }) => ({
    hello: `Bonjour, ici ${business}${reason && `, au sujet de ${reason}`}. Quelqu'un a saisi ce numéro sur notre site et demandé un appel. Si c'est vous, appuyez sur 1 et nous vous mettons en relation. Si vous n'avez pas demandé cet appel, appuyez sur 9 et nous ne vous rappellerons plus.`,
    regret: "Nous sommes désolés. Nous ne vous rappellerons plus. Au revoir.",
  }),
};

/** What the call says in a language. */
export function wordsIn(language: AskingLanguage, words: AskingWords): Said {
  return SAID[language](words);
}
