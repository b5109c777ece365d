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
});
