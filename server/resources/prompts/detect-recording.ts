import { fileTypeFromBuffer } from "file-type";
import { wrongField } from "../../platform/parse-input";
import { readMp3 } from "./mp3";
import { beginOfWav, isWav, MU_LAW, PCM, rateOf, readWav, writeWav } from "./wav";

type Content = Uint8Array<ArrayBuffer>;
/** `content`: what is stored, which is the file unless something about it had to be mended. */
export type Recording = { contentType: "audio/wav" | "audio/mpeg"; durationSeconds: number; content: Content };

/** Names of WAV codings that carriers cannot play, by format code. */
const CODING_NAMES: Record<number, string> = {
  2: "ADPCM",
  3: "floating point",
  6: "A-law",
  17: "ADPCM",
  49: "GSM",
  85: "MP3",
};
const WAV_HELP = "Save it as WAV with 8 or 16 bit PCM or µ-law, one or two channels, or as MP3.";

/** Samples a second that recordings have: half of a telephone's at least, twice what studios write at most. */
const LEAST_RATE = 4000;
const MOST_RATE = 384_000;

/** What a file is shows in its beginning; a hostile rest is not looked at. */
const LOOKED_AT_BYTES = 64 * 1024;

/**
 * Detects the type and duration of a recording from its content alone, not from its name or declared type, and mends what stands in a
 * player's way: sizes that a streaming recorder did not know, rubbish in front. Throws `invalid_request` at the field `file` with what
 * to do about it.
 */
export async function detectRecording(content: Content): Promise<Recording> {
  if (content.byteLength === 0) throw fileFault("This file is empty. Choose a WAV or MP3 file.");
  if (isWav(content)) return { contentType: "audio/wav", ...soundOf(content) };
  const type = await fileTypeFromBuffer(content.subarray(0, LOOKED_AT_BYTES)).catch(() => undefined);
  const begin = !type || type.ext === "wav" ? beginOfWav(content, LOOKED_AT_BYTES) : -1;
  if (begin > 0) return { contentType: "audio/wav", ...soundOf(content.subarray(begin)) };
  if (!type || type.ext === "mp3") {
    const mp3 = readMp3(content);
    if (mp3)
      return {
        contentType: "audio/mpeg",
        durationSeconds: mp3.seconds,
        content: mp3.from > 0 ? content.subarray(mp3.from) : content,
      };
    if (type) throw fileFault("This MP3 is damaged: its frames cannot be read. Save it again as MP3 or WAV.");
    throw fileFault("This is no recording. Choose a WAV or MP3 file.");
  }
  const kind = type.ext.toUpperCase();
  if (/^(audio|video)\//.test(type.mime))
    throw fileFault(`This is ${kind}. Convert it to WAV or MP3, then upload that.`);
  throw fileFault(`This is no recording but ${kind}, whatever its name says. Choose a WAV or MP3 file.`);
}

function soundOf(content: Content): Pick<Recording, "durationSeconds" | "content"> {
  const wav = readWav(content);
  if (!wav) throw fileFault("This WAV is damaged: it holds no sound that can be read. Save it again.");
  const { coding, channels, sampleRate, bitsPerSample, sound, isSound } = wav;
  if (coding !== PCM && coding !== MU_LAW) {
    throw fileFault(`This WAV is coded as ${CODING_NAMES[coding] ?? `format ${coding}`}. ${WAV_HELP}`);
  }
  if (bitsPerSample !== 8 && (bitsPerSample !== 16 || coding === MU_LAW)) {
    throw fileFault(`This WAV has ${bitsPerSample} bits a sample. ${WAV_HELP}`);
  }
  if (channels < 1 || channels > 2) throw fileFault(`This WAV has ${channels} channels. ${WAV_HELP}`);
  if (sampleRate < LEAST_RATE || sampleRate > MOST_RATE)
    throw fileFault(`This WAV is damaged: it has ${sampleRate} samples a second. Save it again.`);
  if (sound.byteLength === 0) throw fileFault("This WAV holds no sound. Record it again.");
  const durationSeconds = sound.byteLength / rateOf(wav);
  return { durationSeconds, content: isSound ? content : writeWav(wav) };
}

const fileFault = (description: string) => wrongField("file", description, "invalid_request");
