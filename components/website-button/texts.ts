/** What a button says, in one language. `{…}` stands for a value. */
export type Texts = {
  open: string;
  title: string;
  country: string;
  number: string;
  consent: string;
  submit: string;
  close: string;
  again: string;
  wait: string;
  ringing: string;
  asking: string;
  connecting: string;
  joined: string;
  ended: string;
  busy: string;
  no_answer: string;
  not_confirmed: string;
  failed: string;
  closed: string;
  closedUntil: string;
  wrongNumber: string;
  wrongField: string;
  notCallable: string;
  later: string;
  offline: string;
};

const en: Texts = {
  open: "Call me",
  title: "{business} calls you",
  country: "Country",
  number: "Your phone number",
  consent: "I want {business} to call me at this number now.",
  submit: "Call me now",
  close: "Close",
  again: "Try again",
  wait: "One moment …",
  ringing: "We are calling you …",
  asking: "Press 1 on your phone.",
  connecting: "We are connecting you …",
  joined: "You are connected.",
  ended: "The call is over. Thank you.",
  busy: "Your line is busy, or the call was declined.",
  no_answer: "Nobody answered. Have your phone at hand and try again in ten minutes.",
  not_confirmed: "Nobody pressed 1, so we have not connected you.",
  failed: "The call did not work. Please contact us another way.",
  closed: "Nobody is there right now.",
  closedUntil: "Nobody is there right now. We can call you from {time} on.",
  wrongNumber: "This is no complete phone number.",
  wrongField: "Please correct: {field}",
  notCallable: "We cannot call this number from here. Please contact us another way.",
  later: "There were too many calls. Please try again {time}.",
  offline: "We cannot be reached. Check your connection and try again.",
};

const es: Texts = {
  open: "Llámenme",
  title: "{business} le llama",
  country: "País",
  number: "Su número de teléfono",
  consent: "Quiero que {business} me llame ahora a este número.",
  submit: "Llámenme ahora",
  close: "Cerrar",
  again: "Intentar de nuevo",
  wait: "Un momento …",
  ringing: "Le estamos llamando …",
  asking: "Pulse 1 en su teléfono.",
  connecting: "Le estamos pasando …",
  joined: "Está conectado.",
  ended: "La llamada ha terminado. Gracias.",
  busy: "Su línea está ocupada o la llamada fue rechazada.",
  no_answer: "Nadie ha contestado. Tenga el teléfono a mano e inténtelo en diez minutos.",
  not_confirmed: "Nadie ha pulsado 1, así que no le hemos conectado.",
  failed: "La llamada no ha funcionado. Contáctenos de otra forma.",
  closed: "Ahora no hay nadie.",
  closedUntil: "Ahora no hay nadie. Podemos llamarle a partir de {time}.",
  wrongNumber: "Este número de teléfono no está completo.",
  wrongField: "Corrija, por favor: {field}",
  notCallable: "No podemos llamar a este número desde aquí. Contáctenos de otra forma.",
  later: "Ha habido demasiadas llamadas. Inténtelo {time}.",
  offline: "No hay conexión con nosotros. Compruebe la suya e inténtelo de nuevo.",
};

const pt: Texts = {
  open: "Liguem-me",
  title: "{business} liga-lhe",
  country: "País",
  number: "O seu número de telefone",
  consent: "Quero que {business} me ligue agora para este número.",
  submit: "Liguem-me agora",
  close: "Fechar",
  again: "Tentar de novo",
  wait: "Um momento …",
  ringing: "Estamos a ligar-lhe …",
  asking: "Prima 1 no seu telefone.",
  connecting: "Estamos a passar a chamada …",
  joined: "A chamada está ligada.",
  ended: "A chamada terminou. Obrigado.",
  busy: "A sua linha está ocupada ou a chamada foi recusada.",
  no_answer: "Ninguém atendeu. Tenha o telefone à mão e tente daqui a dez minutos.",
  not_confirmed: "Ninguém premiu 1, por isso não fizemos a ligação.",
  failed: "A chamada não funcionou. Contacte-nos de outra forma.",
  closed: "Não está ninguém neste momento.",
  closedUntil: "Não está ninguém neste momento. Podemos ligar a partir de {time}.",
  wrongNumber: "Este número de telefone não está completo.",
  wrongField: "Corrija, por favor: {field}",
  notCallable: "Não podemos ligar para este número a partir daqui. Contacte-nos de outra forma.",
  later: "Houve demasiadas chamadas. Tente {time}.",
  offline: "Não há ligação connosco. Verifique a sua e tente de novo.",
};

const de: Texts = {
  open: "Rückruf anfordern",
  title: "{business} ruft Sie an",
  country: "Land",
  number: "Ihre Telefonnummer",
  consent: "Ich möchte, dass {business} mich jetzt unter dieser Nummer anruft.",
  submit: "Jetzt anrufen lassen",
  close: "Schließen",
  again: "Noch einmal",
  wait: "Einen Moment …",
  ringing: "Wir rufen Sie an …",
  asking: "Drücken Sie die 1 auf Ihrem Telefon.",
  connecting: "Wir verbinden Sie …",
  joined: "Sie sind verbunden.",
  ended: "Der Anruf ist beendet. Vielen Dank.",
  busy: "Ihre Leitung ist besetzt, oder der Anruf wurde abgelehnt.",
  no_answer: "Niemand hat abgehoben. Nehmen Sie Ihr Telefon zur Hand und versuchen Sie es in zehn Minuten.",
  not_confirmed: "Niemand hat die 1 gedrückt, deshalb haben wir nicht verbunden.",
  failed: "Der Anruf hat nicht geklappt. Bitte erreichen Sie uns anders.",
  closed: "Gerade ist niemand da.",
  closedUntil: "Gerade ist niemand da. Wir können Sie ab {time} anrufen.",
  wrongNumber: "Diese Telefonnummer ist nicht vollständig.",
  wrongField: "Bitte berichtigen: {field}",
  notCallable: "Diese Nummer können wir von hier nicht anrufen. Bitte erreichen Sie uns anders.",
  later: "Es gab zu viele Anrufe. Bitte versuchen Sie es {time}.",
  offline: "Wir sind nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
};

const fr: Texts = {
  open: "Appelez-moi",
  title: "{business} vous appelle",
  country: "Pays",
  number: "Votre numéro de téléphone",
  consent: "Je souhaite que {business} m’appelle maintenant à ce numéro.",
  submit: "Appelez-moi maintenant",
  close: "Fermer",
  again: "Réessayer",
  wait: "Un instant …",
  ringing: "Nous vous appelons …",
  asking: "Appuyez sur 1 sur votre téléphone.",
  connecting: "Nous vous mettons en relation …",
  joined: "Vous êtes en ligne.",
  ended: "L’appel est terminé. Merci.",
  busy: "Votre ligne est occupée, ou l’appel a été refusé.",
  no_answer: "Personne n’a répondu. Gardez votre téléphone à portée de main et réessayez dans dix minutes.",
  not_confirmed: "Personne n’a appuyé sur 1, nous ne vous avons donc pas mis en relation.",
  failed: "L’appel n’a pas abouti. Contactez-nous autrement.",
  closed: "Il n’y a personne pour le moment.",
  closedUntil: "Il n’y a personne pour le moment. Nous pouvons vous appeler à partir de {time}.",
  wrongNumber: "Ce numéro de téléphone n’est pas complet.",
  wrongField: "Veuillez corriger : {field}",
  notCallable: "Nous ne pouvons pas appeler ce numéro d’ici. Contactez-nous autrement.",
  later: "Il y a eu trop d’appels. Réessayez {time}.",
  offline: "Nous sommes injoignables. Vérifiez votre connexion et réessayez.",
};

export const TEXTS: Record<string, Texts> = { en, es, pt, de, fr };

/** The first of these languages that a button speaks, such as "de" for "de-AT"; English where it speaks none. */
export function languageOf(tags: readonly (string | null | undefined)[]): string {
  for (const tag of tags) {
    const language = tag?.toLowerCase().split("-")[0];
    if (language && Object.hasOwn(TEXTS, language)) return language;
  }
  return "en";
}

export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** "in 5 minutes", in the language; "tomorrow" and later as a number of hours or days. */
export function inTime(seconds: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language);
  if (seconds < 5400) return format.format(Math.max(1, Math.ceil(seconds / 60)), "minute");
  return seconds < 129_600
    ? format.format(Math.round(seconds / 3600), "hour")
    : format.format(Math.round(seconds / 86_400), "day");
}
