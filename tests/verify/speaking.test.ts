import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import { playableAddress } from "@/engine/address";
import { NOTHING_NAMED, verify } from "@/engine/verify";
import { seedFlow } from "../support/seed-flow";

const ADDRESSES: [text: string, url: string | RegExp][] = [
  ["https://example.com/hello.mp3", "https://example.com/hello.mp3"],
  [" https://example.com/hello world.mp3\n", "https://example.com/hello%20world.mp3"],
  ["https://example.com/he\r\nllo.mp3", "https://example.com/hello.mp3"],
  ["https://bücher.example/grüße.mp3?n=Jörg", "https://xn--bcher-kva.example/gr%C3%BC%C3%9Fe.mp3?n=J%C3%B6rg"],
  ["HTTP://EXAMPLE.com:80/a/../b.mp3", "http://example.com/b.mp3"],
  ["", /is empty/],
  [" \n", /is empty/],
  ["example.com/hello.mp3", /Write it whole/],
  ["//example.com/hello.mp3", /Write it whole/],
  ["/hello.mp3", /Write it whole/],
  ["ftp://example.com/hello.mp3", /begins with https/],
  ["javascript:alert(1)", /begins with https/],
  ["data:audio/wav;base64,AAAA", /begins with https/],
  ["https://ann:secret@example.com/hello.mp3", /user name or a password/],
  ["https://ann@example.com/hello.mp3", /user name or a password/],
  ["https://", /Write it whole/],
  [`https://example.com/${"x".repeat(5000)}`, /longer than 4096/],
];

describe("13.9 the address of a recording", () => {
  it.each(ADDRESSES)("%j", (text, expected) => {
    const address = playableAddress(text);
    if (typeof expected === "string") expect(address).toEqual({ ok: true, url: expected });
    else expect(address).toEqual({ ok: false, why: expect.stringMatching(expected) });
    expect(JSON.stringify(address)).not.toContain("secret");
  });
});

/** The problems of the announcement, or of the flow, that are about how it is spoken. */
function problems(changes: Record<string, unknown>): string[] {
  return verify(registry, seedFlow(changes), NOTHING_NAMED)
    .filter(({ code }) => /^(address|language|voice)_/.test(code))
    .map(({ severity, code, field }) => `${severity} ${code} ${field.join(".")}`);
}
const url = (address: string) => ({ "steps.announce.config.message": { source: "url", url: address } });
const said = (more: object) => ({ "steps.announce.config.message": [{ source: "tts", text: "Hello", ...more }] });

describe("13.9 what is found before publishing", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ["a good address", url("https://example.com/grüße.mp3"), []],
    ["an address that a variable completes", url("{{ contact_1 }}"), []],
    ["an address without its scheme", url("example.com/x.mp3"), ["error address_invalid config.message.url"]],
    ["an address of blanks", url("  "), ["error address_invalid config.message.url"]],
    ["a password", url("https://a:b@example.com/x"), ["error address_invalid config.message.url"]],
    ["the flow's language without a region", { language: "en" }, ["warning language_unclear language"]],
    ["the flow's language with an underscore", { language: "en_US" }, ["warning language_unclear language"]],
    ["no language", { language: "" }, ["warning language_unknown language"]],
    ["a language that is none", { language: "xx-YY" }, ["warning language_unknown language"]],
    ["a language of a text", said({ language: "xx-YY" }), ["warning language_unknown config.message.0.language"]],
    [
      "a language that is heard and not spoken",
      said({ language: "hr-HR" }),
      ["warning language_unknown config.message.0.language"],
    ],
    ["a voice of the language", said({ language: "de-AT", voice: "Google.de-DE-Standard-A" }), []],
    ["a Chinese voice", said({ language: "zh-CN", voice: "Google.cmn-CN-Standard-A" }), []],
    [
      "a voice of another language",
      said({ voice: "Google.de-DE-Standard-A" }),
      ["warning voice_unfit config.message.0.voice"],
    ],
    [
      "a person's voice of another language",
      said({ voice: "Polly.Hans" }),
      ["warning voice_unfit config.message.0.voice"],
    ],
    ["a person's voice of the language", said({ language: "de-CH", voice: "Polly.Hans" }), []],
    ["a voice that nobody here knows", said({ language: "de-DE", voice: "Polly.Somebody" }), []],
    [
      "a voice of Hong Kong for Mandarin",
      said({ language: "zh-CN", voice: "Google.yue-HK-Standard-A" }),
      ["warning voice_unfit config.message.0.voice"],
    ],
  ])("%s", (_name, changes, expected) => expect(problems(changes)).toEqual(expected));

  it("a voice that is replaced is named with the one that is heard", () => {
    const found = verify(registry, seedFlow(said({ language: "pt-PT", voice: "Polly.Joanna" })), NOTHING_NAMED);
    expect(found.find(({ code }) => code === "voice_unfit")?.message).toMatch(
      /the voice Polly\.Joanna does not speak pt-PT, so callers hear Polly\.Ines instead\./,
    );
  });
});
