/** What is heard, in a simulation, when a call is answered. */
type AnsweringWords = { hello: string; screening: string; voicemail: string };

const WORDS: Readonly<Record<string, AnsweringWords>> = {
  en: {
    hello: "Hello?",
    screening: "Hi, if you record your name and the reason for your call, I'll see if this person is available.",
    voicemail: "Hi, you've reached Sam. I can't take your call just now, please leave a message after the tone.",
  },
  es: {
    hello: "¿Diga?",
    screening: "Hola, si graba su nombre y el motivo de la llamada, veré si esta persona está disponible.",
    voicemail: "Hola, soy Ana. Ahora no puedo atender, deje su mensaje después de la señal.",
  },
  pt: {
    hello: "Estou?",
    screening: "Olá, se gravar o seu nome e o motivo da chamada, vou ver se a pessoa está disponível.",
    voicemail: "Olá, ligou para a Inês. De momento não posso atender, deixe a sua mensagem após o sinal.",
  },
  fr: {
    hello: "Allô ?",
    screening:
      "Bonjour, si vous enregistrez votre nom et le motif de votre appel, je vais voir si cette personne est disponible.",
    voicemail: "Bonjour, vous êtes bien sur le répondeur de Luc. Laissez-moi un message après le bip.",
  },
  de: {
    hello: "Hallo?",
    screening:
      "Hallo, nehmen Sie Ihren Namen und den Grund des Anrufs auf, dann frage ich, ob diese Person erreichbar ist.",
    voicemail: "Hallo, hier ist Jan. Ich bin gerade nicht erreichbar, sprechen Sie bitte nach dem Signalton.",
  },
  it: {
    hello: "Pronto?",
    screening: "Salve, registri il suo nome e il motivo della chiamata, vedo se questa persona è disponibile.",
    voicemail: "Ciao, sono Gianni. Adesso non posso rispondere, lasciate un messaggio dopo il segnale.",
  },
};

/** In the language that is listened for (BCP 47), else in English. */
export function answeringWords(language: string): AnsweringWords {
  return WORDS[language.split("-")[0] ?? ""] ?? (WORDS.en as AnsweringWords);
}
