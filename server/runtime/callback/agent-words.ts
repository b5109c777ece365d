/** The sentences that agents hear, in one language. `offer`: of a callback; `live`: of a contact who waits on the line. */
export type Words = {
  language: string;
  offer: (key: string) => string;
  live: (key: string) => string;
  taken: string;
  notReached: string;
  cancelled: string;
  hungUp: string;
};

const ENGLISH: Words = {
  language: "en-US",
  offer: (key) => `You have a callback request. Press ${key} to accept it and call the contact.`,
  live: (key) => `Somebody is waiting on the line. Press ${key} to take the call.`,
  taken: "This call is no longer available. Goodbye.",
  notReached: "The contact could not be reached. Goodbye.",
  cancelled: "The callback was cancelled. Goodbye.",
  hungUp: "The caller has hung up. Goodbye.",
};

const BY_LANGUAGE: Readonly<Record<string, Words>> = {
  de: {
    language: "de-DE",
    offer: (key) =>
      `Jemand bittet um Ihren Rückruf. Drücken Sie die ${key}, um ihn anzunehmen und den Kontakt anzurufen.`,
    live: (key) => `Jemand wartet in der Leitung. Drücken Sie die ${key}, um das Gespräch anzunehmen.`,
    taken: "Dieser Anruf ist nicht mehr verfügbar. Auf Wiederhören.",
    notReached: "Der Kontakt konnte nicht erreicht werden. Auf Wiederhören.",
    cancelled: "Der Rückruf wurde abgebrochen. Auf Wiederhören.",
    hungUp: "Der Anrufer hat aufgelegt. Auf Wiederhören.",
  },
  es: {
    language: "es-ES",
    offer: (key) => `Tiene una solicitud de devolución de llamada. Pulse ${key} para aceptarla y llamar al contacto.`,
    live: (key) => `Alguien espera en la línea. Pulse ${key} para atender la llamada.`,
    taken: "Esta llamada ya no está disponible. Adiós.",
    notReached: "No se ha podido contactar con la persona. Adiós.",
    cancelled: "La devolución de llamada se ha cancelado. Adiós.",
    hungUp: "La persona ha colgado. Adiós.",
  },
  fr: {
    language: "fr-FR",
    offer: (key) => `Vous avez une demande de rappel. Appuyez sur ${key} pour l'accepter et appeler le contact.`,
    live: (key) => `Quelqu'un attend en ligne. Appuyez sur ${key} pour prendre l'appel.`,
    taken: "Cet appel n'est plus disponible. Au revoir.",
    notReached: "Le contact n'a pas pu être joint. Au revoir.",
    cancelled: "Le rappel a été annulé. Au revoir.",
    hungUp: "Le correspondant a raccroché. Au revoir.",
  },
  pt: {
    language: "pt-PT",
    offer: (key) => `Tem um pedido de chamada de retorno. Prima ${key} para o aceitar e ligar ao contacto.`,
    live: (key) => `Alguém está à espera em linha. Prima ${key} para atender a chamada.`,
    taken: "Esta chamada já não está disponível. Adeus.",
    notReached: "Não foi possível contactar a pessoa. Adeus.",
    cancelled: "A chamada de retorno foi cancelada. Adeus.",
    hungUp: "A pessoa desligou. Adeus.",
  },
};

/** The sentences in the flow's `language` (BCP 47), else in English. A region that we have no text for gets its language's text, spoken in its own accent. */
export function agentWords(language: string): Words {
  const words = BY_LANGUAGE[language.split("-")[0] ?? ""] ?? ENGLISH;
  return words.language.split("-")[0] === language.split("-")[0] && language.includes("-")
    ? { ...words, language }
    : words;
}
