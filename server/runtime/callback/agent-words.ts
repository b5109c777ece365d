/** The sentences that agents hear, in one language. */
type Words = { language: string; offer: string; taken: string; notReached: string; cancelled: string };

const ENGLISH: Words = {
  language: "en-US",
  offer: "You have a callback request. Press 1 to accept it and call the contact.",
  taken: "This callback is no longer available. Goodbye.",
  notReached: "The contact could not be reached. Goodbye.",
  cancelled: "The callback was cancelled. Goodbye.",
};

const BY_LANGUAGE: Readonly<Record<string, Words>> = {
  de: {
    language: "de-DE",
    offer: "Jemand bittet um Ihren Rückruf. Drücken Sie die 1, um ihn anzunehmen und den Kontakt anzurufen.",
    taken: "Dieser Rückruf ist nicht mehr verfügbar. Auf Wiederhören.",
    notReached: "Der Kontakt konnte nicht erreicht werden. Auf Wiederhören.",
    cancelled: "Der Rückruf wurde abgebrochen. Auf Wiederhören.",
  },
  es: {
    language: "es-ES",
    offer: "Tiene una solicitud de devolución de llamada. Pulse 1 para aceptarla y llamar al contacto.",
    taken: "Esta solicitud ya no está disponible. Adiós.",
    notReached: "No se ha podido contactar con la persona. Adiós.",
    cancelled: "La devolución de llamada se ha cancelado. Adiós.",
  },
  fr: {
    language: "fr-FR",
    offer: "Vous avez une demande de rappel. Appuyez sur 1 pour l'accepter et appeler le contact.",
    taken: "Ce rappel n'est plus disponible. Au revoir.",
    notReached: "Le contact n'a pas pu être joint. Au revoir.",
    cancelled: "Le rappel a été annulé. Au revoir.",
  },
  pt: {
    language: "pt-PT",
    offer: "Tem um pedido de chamada de retorno. Prima 1 para o aceitar e ligar ao contacto.",
    taken: "Este pedido já não está disponível. Adeus.",
    notReached: "Não foi possível contactar a pessoa. Adeus.",
    cancelled: "A chamada de retorno foi cancelada. Adeus.",
  },
};

/** The sentences in the flow's `language` (BCP 47), else in English. A region that we have no text for gets its language's text, spoken in its own accent. */
export function agentWords(language: string): Words {
  const words = BY_LANGUAGE[language.split("-")[0] ?? ""] ?? ENGLISH;
  return words.language.split("-")[0] === language.split("-")[0] && language.includes("-")
    ? { ...words, language }
    : words;
}
