import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { spokenAt } from "@/engine/answering/spoken-at";
import { type Answering, type Heard, listenTo } from "./telephone-line";

/** Answered calls as data, by language: who answers, and what is heard when. */
const folder = path.join(import.meta.dirname, "answerings");
const files = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as { language: string; answerings: Answering[] },
);

const WHO_AND_WHY: Record<string, string> = {
  en: "Hello, this is Riverside Service, about the problem that you have reported on our website.",
  es: "Hola, le llamamos de Servicios Ribera por la avería que nos comunicó en nuestra página.",
  pt: "Olá, é da Serviços Ribeira, por causa da avaria que nos comunicou na nossa página.",
  fr: "Bonjour, ici Services Rivière, au sujet de la panne que vous avez signalée sur notre site.",
  de: "Guten Tag, hier ist der Flussdienst, wegen der Störung, die Sie auf unserer Seite gemeldet haben.",
  it: "Buongiorno, qui Servizi Riviera, per il guasto che ci ha segnalato sul nostro sito.",
};

const all = files.flatMap(({ language, answerings }) => {
  const rules = { language, wait_seconds: 30, who_and_why: WHO_AND_WHY[language.slice(0, 2)] ?? "" };
  return answerings.map((one) => ({ ...one, language, heard: listenTo(one, rules) }));
});
type Played = (typeof all)[number];

/** The exit that a finding takes. */
const exitOf = ({ answered }: Heard): string =>
  answered.who === "person" || answered.who === "unknown"
    ? "person"
    : answered.who === "fax"
      ? "voicemail"
      : answered.who;
const isRight = ({ is, heard }: Played): boolean => exitOf(heard) === (is === "fax" ? "voicemail" : is);
const told = ({ language, kind, name, is, heard }: Played) =>
  `${language} ${kind}, ${name}: is ${is}, was taken for ${heard.answered.who} by ${heard.answered.rule} (${heard.answered.words})`;

/** How long a person waits for the first words after theirs. */
const waits = ({ heard }: Played) => heard.firstWordsAt - (heard.stoppedBefore ?? heard.firstWordsAt);
const people = all.filter(({ is, says, kind }) => is === "person" && says.length > 0 && !/maker|assistant/.test(kind));

describe("scripted answerings", () => {
  it("are many, of six languages, half of them after descriptions of real ones", () => {
    expect(all.length).toBeGreaterThanOrEqual(240);
    expect(new Set(all.map(({ language }) => language)).size).toBe(6);
    expect(all.filter(({ from }) => from === "described").length).toBeGreaterThanOrEqual(120);
    console.info(table());
  });

  it("are told right: 98 in a hundred, and no more than one person in two hundred left by voicemail", () => {
    const wrong = all.filter((one) => !isRight(one));
    const lost = all.filter((one) => one.is === "person" && exitOf(one.heard) === "voicemail");
    expect(
      wrong.map(told).slice(0, Math.floor(all.length * 0.02) + 1).length,
      wrong.map(told).join("\n"),
    ).toBeLessThanOrEqual(Math.floor(all.length * 0.02));
    expect(lost.map(told)).toEqual([]);
  });

  it("let no person wait: the first words come 1.5 seconds after theirs (p95)", () => {
    const times = people.map(waits).sort((a, b) => a - b);
    expect(times[Math.ceil(times.length * 0.95) - 1]).toBeLessThanOrEqual(1.5);
  });

  it("have the message begin after the greeting, and its beep", () => {
    const voicemails = all.filter((one) => exitOf(one.heard) === "voicemail" && one.is === "voicemail");
    const over = voicemails.filter(({ heard }) => heard.decidedAt < heard.greetingOver || heard.toldOver);
    expect(over.map(told)).toEqual([]);
  });
});

/** Right ones of all, by kind and language. */
function table(): string {
  const languages = [...new Set(all.map(({ language }) => language))];
  const kinds = [...new Set(all.map(({ is, kind }) => `${is}: ${kind}`))].sort();
  const cell = (some: Played[]) => (some.length === 0 ? "" : `${some.filter(isRight).length}/${some.length}`);
  const line = (name: string, some: Played[]) =>
    [
      name.padEnd(30),
      ...[...languages, null].map((one) =>
        cell(some.filter(({ language }) => one === null || language === one)).padStart(8),
      ),
    ].join("");
  const heading = ["".padEnd(30), ...[...languages, "all"].map((one) => one.padStart(8))].join("");
  const rows = kinds.map((name) =>
    line(
      name,
      all.filter(({ is, kind }) => `${is}: ${kind}` === name),
    ),
  );
  return [heading, ...rows, line("all", all)].join("\n");
}

it.each([
  ["+12025550140", "en-US", "en-US"],
  ["+12025550140", "es-MX", "es-MX"],
  ["+4930123456", "en-US", "de-DE"],
  ["+41446681800", "fr", "fr-CH"],
  ["+351213460000", "pt-BR", "pt-BR"],
  ["+81312345678", "en-US", "en-US"],
  [null, "it-IT", "it-IT"],
])("%s in a flow that speaks %s is listened to in %s", (number, flow, language) => {
  expect(spokenAt(number, flow)).toBe(language);
});
