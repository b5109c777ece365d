import { describe, expect, it } from "vitest";
import { twilioAdapter } from "@/server/carriers/twilio";
import { turnAddresses } from "@/server/ports/addresses";
import type { CarrierAudioVerb, CarrierVerb } from "@/server/ports/voice";

const adapter = twilioAdapter("twilio", () => Promise.reject(new Error("no request")))!;
const turn = turnAddresses("https://p", "c", "t", { visit: 1, turn: 1 });

/** The limits that the carrier states: a Say's characters and URL-encoded bytes, and a document's bytes. */
const SAY = 4096;
const SAY_ENCODED = 4500;
const DOCUMENT = 64_000;

const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
const saysOf = (document: string) =>
  [...document.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map(([, text = ""]) => unescaped(text));

/** All documents of the verbs, each asked for where the one before sends the carrier. */
function documentsOf(render: (part: number) => string, address: string): string[] {
  const documents = [render(0)];
  for (;;) {
    const next = documents.at(-1)?.match(/<Redirect[^>]*>([^<#]+)#/)?.[1];
    const part = next?.startsWith(`${address}?part=`) ? Number(next.split("=")[1]) : null;
    if (part === null) return documents;
    expect(part).toBe(documents.length);
    documents.push(render(part));
  }
}

const SENTENCE = "お客様のご予約は来週の月曜日の午前十時に確認されましたのでどうぞよろしくお願いいたします。";
const TEXTS: [name: string, text: string, joint: string][] = [
  ["Japanese", SENTENCE.repeat(70), ""],
  ["Japanese without any sentence end", "予約".repeat(1500), ""],
  ["emoji of several characters", "👩🏽‍🚀🇵🇹".repeat(270), ""],
  ["Thai, whose marks belong to the letter before", "ที่นี่".repeat(500), ""],
  ["one word of letters", "x".repeat(3000), ""],
  ["ampersands", "&".repeat(3000), ""],
  ["words with accents", "héllo wörld ".repeat(250).trim(), " "],
];

describe("13.8 a long text", () => {
  const say = (text: string): CarrierAudioVerb => ({ verb: "say", text, language: "ja-JP" });
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" });

  it.each(TEXTS)("of %s is cut between characters, and all of it is said", (_name, text, joint) => {
    const parts = saysOf(adapter.render([say(text), { verb: "continue" }], turn));
    expect(parts.join(joint)).toBe(text);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(SAY);
      expect(encodeURIComponent(part).length).toBeLessThanOrEqual(SAY_ENCODED);
    }
    const characters = (of: string) => Array.from(segments.segment(of)).length;
    expect(parts.map(characters).reduce((a, b) => a + b) + (parts.length - 1) * joint.length).toBe(characters(text));
  });
  it("of sentences is cut at their ends", () => {
    const parts = saysOf(adapter.render([say(SENTENCE.repeat(70))], turn));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part.endsWith("。")).toBe(true);
  });
});

describe("13.8 more than a document may hold", () => {
  const many = (text: string): CarrierAudioVerb[] =>
    Array.from({ length: 20 }, (_, index) => ({ verb: "say", text: `${index}${text}`, language: "ja-JP" }));
  const address = `https://p/${"a&b".repeat(1300)}`;
  const plays = Array.from({ length: 20 }, (): CarrierAudioVerb => ({ verb: "play", url: address }));
  const gather = (prompt: CarrierAudioVerb[]): CarrierVerb => ({
    ...{ verb: "gather", input: "digits_or_speech", prompt, timeout_seconds: 5, finish_key: "#" },
    hints: Array.from({ length: 500 }, () => `"${"<&>".repeat(30)}"`),
  });
  const forward = (whisper: CarrierAudioVerb[]) =>
    ({ verb: "forward", to: "+12025550130", caller_id: "+12025550101", ring_seconds: 30, whisper }) as const;
  const render = (verbs: CarrierVerb[]) => documentsOf((part) => adapter.render(verbs, turn, part), turn.next);
  const whisper = (audio: CarrierAudioVerb[], accept_key?: string) =>
    documentsOf(
      (part) => adapter.renderWhisper({ ...forward(audio), ...(accept_key ? { accept_key } : {}) }, turn, part),
      turn.whisper,
    );

  // The longest in characters, in bytes of the document, and in bytes for a character.
  it.each(TEXTS.filter(([name]) => ["Japanese", "ampersands", "emoji of several characters"].includes(name)))(
    "of %s goes on in further documents, and all of it is said",
    (_name, text) => {
      const audio = many(text);
      const expected = saysOf(audio.map((verb) => adapter.render([verb], turn)).join(""));
      for (const documents of [
        render([...audio, ...plays, { verb: "continue" }]),
        render([...audio, gather(many(text))]),
        render([gather([...plays, ...audio])]),
        whisper(audio),
        whisper(audio, "1"),
      ]) {
        for (const document of documents) expect(Buffer.byteLength(document)).toBeLessThanOrEqual(DOCUMENT);
        expect(saysOf(documents.join("")).slice(0, expected.length)).toEqual(expected);
      }
    },
  );
  it("of a prompt is a gather in each document, and the last leads on as ever", () => {
    const documents = render([gather(many(SENTENCE.repeat(60)))]);
    expect(documents.length).toBeGreaterThan(1);
    for (const document of documents) expect(document.match(/<Gather /g)).toHaveLength(1);
    expect(documents.at(-1)).toContain(`<Redirect method="POST">${turn.next}#`);
  });
  it("of a whisper ends as ever", () => {
    expect(whisper(many(SENTENCE.repeat(60)), "1").at(-1)).toContain("</Gather><Hangup/>");
    expect(whisper(many(SENTENCE.repeat(60))).at(-1)).toMatch(/<\/Say><\/Response>$/);
  });
  it("of a part that is not there is the last", () => {
    const verbs: CarrierVerb[] = [...many(SENTENCE.repeat(60)), { verb: "continue" }];
    expect(adapter.render(verbs, turn, 999)).toBe(render(verbs).at(-1));
  });
});
