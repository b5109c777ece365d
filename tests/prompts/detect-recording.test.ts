import { describe, expect, test } from "vitest";
import { detectRecording } from "@/server/resources/prompts/detect-recording";
import { fieldsOf } from "../support/accounts";
import { cpuMs } from "../support/timed";
import { chunk, mp3, riff, wav } from "./recordings";

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string, "latin1"))));
const zeros = (count: number) => Array.from({ length: count }, () => 0);

describe("what callers can be played", () => {
  test.each([
    ["PCM of 16 bits", wav(), "audio/wav", 1],
    ["PCM of 8 bits, stereo", wav({ bits: 8, channels: 2, seconds: 0.5 }), "audio/wav", 0.5],
    ["µ-law", wav({ coding: 7, seconds: 2 }), "audio/wav", 2],
    ["PCM with the extensible header", wav({ extensible: true }), "audio/wav", 1],
    ["a WAV that was cut off", wav().subarray(0, 8058), "audio/wav", 0.5],
    ["MP3", mp3(100), "audio/mpeg", 2.612],
    ["MP3 behind a tag", mp3(100, { tag: 300 }), "audio/mpeg", 2.612],
    ["MP3 with something behind it", new Uint8Array([...mp3(100), ...zeros(128)]), "audio/mpeg", 2.612],
  ])("%s", async (_what, content, contentType, seconds) => {
    const found = await detectRecording(content);
    expect(found.contentType).toBe(contentType);
    expect(found.durationSeconds).toBeCloseTo(seconds, 2);
  });
});

/** A WAV whose header says these sizes of the file and of its sound. */
function sized(riffSize: number, dataSize: number, content = wav()): Uint8Array<ArrayBuffer> {
  const made = content.slice();
  const view = new DataView(made.buffer);
  view.setUint32(4, riffSize, true);
  view.setUint32(Buffer.from(made).indexOf("data") + 4, dataSize, true);
  return made;
}
const format = Buffer.from("010001 00401f0000803e000002001000".replaceAll(" ", ""), "hex");
const sound = Buffer.alloc(16_000, 1);
const bare = riff(chunk("fmt ", format), chunk("data", sound));
/** A chunk of odd length without the byte that brings the next to an even place. */
const unpadded = (name: string, body: Buffer) => chunk(name, body).subarray(0, 8 + body.length);
const rf64 = () => {
  const sizes = Buffer.alloc(28);
  sizes.writeBigUInt64LE(16_000n, 8);
  const all = riff(chunk("ds64", sizes), chunk("fmt ", format), chunk("data", sound), chunk("LIST", Buffer.alloc(26)));
  const made = sized(0xffffffff, 0xffffffff, all);
  made.set(Buffer.from("RF64"));
  return made;
};

describe("13.19 what is mended to what is there", () => {
  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ["sizes of 0", sized(0, 0)],
    ["sizes of FFFFFFFF", sized(0xffffffff, 0xffffffff)],
    ["sizes of 7FFFFFFF", sized(0x7fffffff, 0x7fffffff - 36)],
    ["sizes beyond the file", sized(99_999, 88_888)],
    ["a size of the whole file alone", sized(0, 16_000)],
    ["a size of the sound alone", sized(wav().byteLength - 8, 0)],
    [
      "a list without its padding",
      riff(
        chunk("JUNK", Buffer.alloc(28)),
        chunk("fmt ", format),
        unpadded("LIST", Buffer.from("INFOISFT\u000e\0\0\0Lavf58.29.100\0\0")),
        chunk("data", sound),
      ),
    ],
    ["an RF64 file", rf64()],
    ["a rate of bytes that is wrong", riff(chunk("fmt ", Buffer.from(format).fill(0, 8, 12)), chunk("data", sound))],
    ["a width of frames that is wrong", riff(chunk("fmt ", Buffer.from(format).fill(0, 12, 14)), chunk("data", sound))],
    ["rubbish before it", new Uint8Array([...zeros(10), ...bare])],
    ["a byte order mark before it", new Uint8Array([0xef, 0xbb, 0xbf, ...bare])],
    ["a tag before it", new Uint8Array([...bytes("ID3", [3, 0, 0, 0, 0, 0, 10], zeros(10)), ...bare])],
    ["something behind it", new Uint8Array([...wav(), ...bytes("TAG", zeros(125))])],
    ["its format behind its sound", riff(chunk("data", sound), chunk("fmt ", format)).slice().fill(0, 4, 8)],
  ])("%s", async (_what, file) => {
    const { content, durationSeconds } = await detectRecording(file);
    expect(durationSeconds).toBeCloseTo(1, 2);
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    const read = Buffer.from(content);
    expect(read.toString("latin1", 0, 4)).toBe("RIFF");
    expect(view.getUint32(4, true)).toBe(content.byteLength - 8);
    expect([read.indexOf("fmt "), read.indexOf("data")]).toEqual([12, 36]);
    expect(view.getUint32(28, true)).toBe(16_000);
    expect(view.getUint32(40, true)).toBe(content.byteLength - 44);
    expect((await detectRecording(content)).content, "once is enough").toBe(content);
  });

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ["an extensible format", wav({ extensible: true })],
    [
      "other chunks before and behind",
      riff(
        chunk("JUNK", Buffer.alloc(28)),
        chunk("fmt ", Buffer.concat([format, Buffer.alloc(2)])),
        chunk("fact", Buffer.alloc(4)),
        chunk("LIST", Buffer.from("INFOx")),
        chunk("data", sound),
        chunk("id3 ", Buffer.alloc(11)),
      ),
    ],
    [
      "an odd number of bytes",
      riff(
        chunk("fmt ", Buffer.from("0100010040 1f0000401f000001000800".replaceAll(" ", ""), "hex")),
        chunk("data", Buffer.alloc(8001)),
      ),
    ],
    ["MP3 behind a tag", mp3(100, { tag: 300 })],
  ])("nothing where nothing is wrong: %s", async (_what, file) => {
    expect((await detectRecording(file)).content).toBe(file);
  });

  test("rubbish before an MP3 is taken off, a tag whose length is wrong with it", async () => {
    const clean = mp3(100);
    const rubbish = new Uint8Array([...bytes(zeros(700), "\xff\xfb\x90 no frame"), ...clean]);
    const tagged = new Uint8Array([...bytes("ID3", [3, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f]), ...clean]);
    for (const file of [rubbish, tagged]) {
      const { contentType, durationSeconds, content } = await detectRecording(file);
      expect([contentType, durationSeconds]).toEqual(["audio/mpeg", expect.closeTo(2.612, 2)]);
      expect(Buffer.from(content).equals(clean)).toBe(true);
    }
  });
});

describe("what is refused, with what to do", () => {
  test.each([
    ["nothing", new Uint8Array(), /^This file is empty\./],
    ["a web page", bytes("<!doctype html><html><body>hello.mp3</body></html>"), /no recording.*Choose a WAV or MP3/],
    ["text", bytes("Hello, this is the greeting."), /no recording/],
    ["a program", bytes("MZ", zeros(200)), /no recording but EXE, whatever its name says/],
    ["a picture", bytes("GIF89a", zeros(40)), /no recording but GIF/],
    ["Ogg", bytes("OggS", [0, 2], zeros(22), "\x01vorbis", zeros(60)), /This is OGG\. Convert it/],
    ["FLAC", bytes("fLaC", zeros(60)), /This is FLAC\. Convert it/],
    ["an MP4", bytes([0, 0, 0, 24], "ftypM4A ", zeros(40)), /This is M4A\. Convert it/],
    ["A-law", wav({ coding: 6, bits: 8 }), /coded as A-law\. Save it as WAV with/],
    ["ADPCM", wav({ coding: 2, bits: 8 }), /coded as ADPCM/],
    ["a coding nobody knows", wav({ coding: 999 }), /coded as format 999/],
    ["floating point in the extensible header", wav({ coding: 3, bits: 32, extensible: true }), /floating point/],
    ["24 bits", wav({ bits: 24 }), /24 bits a sample/],
    ["six channels", wav({ channels: 6 }), /6 channels/],
    ["a WAV without sound", wav({ seconds: 0 }), /holds no sound/],
    ["a WAV without its format", riff(chunk("data", Buffer.alloc(10))), /damaged/],
    [
      "a WAV whose empty sound has a list behind it",
      riff(chunk("fmt ", format), chunk("data", Buffer.alloc(0)), chunk("LIST", Buffer.alloc(4))),
      /holds no sound/,
    ],
    ["a WAV of one sample a second", wav({ rate: 1, seconds: 8000 }), /1 samples a second/],
    [
      "a WAV of four thousand million samples a second",
      riff(chunk("fmt ", Buffer.from(format).fill(0xff, 4, 8)), chunk("data", sound)),
      /4294967295 samples a second/,
    ],
    ["a WAV of no samples a second", wav({ rate: 0 }), /no sound|0 samples a second/],
    ["frames deep in other data", new Uint8Array([...bytes(zeros(70_000)), ...mp3(100)]), /no recording/],
    ["a WAV that ends in its header", wav().subarray(0, 30), /damaged/],
    ["an MP3 that breaks off at once", mp3(3).subarray(0, 700), /damaged|no recording/],
    ["a tag and nothing behind it", mp3(0, { tag: 300 }), /damaged|no recording/],
  ])("%s", async (_what, content, message) => {
    const fields = await fieldsOf(detectRecording(content));
    expect(Object.keys(fields)).toEqual(["file"]);
    expect(fields.file).toMatch(message);
  });

  test("ten megabytes of almost-frames are refused fast", async () => {
    const almost = new Uint8Array(10 * 1024 * 1024).fill(0xff);
    almost.set(mp3(2));
    expect(await cpuMs(() => fieldsOf(detectRecording(almost)))).toBeLessThan(2000);
  });

  test("13.2 ten megabytes of empty chunks are refused fast", async () => {
    const chunks = Buffer.alloc(10 * 1024 * 1024, chunk("JUNK", Buffer.alloc(0)));
    expect(await cpuMs(() => fieldsOf(detectRecording(riff(chunks))))).toBeLessThan(500);
  });
});
