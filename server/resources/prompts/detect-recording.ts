import { fileTypeFromBuffer } from "file-type";
import { wrongField } from "../../platform/parse-input";
import { mp3Seconds } from "./mp3";
import { MU_LAW, PCM, readWav } from "./wav";

export type Recording = { contentType: "audio/wav" | "audio/mpeg"; durationSeconds: number };

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

/**
 * Detects the type and duration of a recording from its content alone, not from its name or declared type. Throws `invalid_request` at
 * the field `file` with what to do about it.
 */
export async function detectRecording(content: Uint8Array): Promise<Recording> {
  if (content.byteLength === 0) throw fileFault("This file is empty. Choose a WAV or MP3 file.");
  const type = await fileTypeFromBuffer(content).catch(() => undefined);
  if (type?.ext === "wav") return { contentType: "audio/wav", durationSeconds: wavSeconds(content) };
  if (type?.ext === "mp3") {
    const durationSeconds = mp3Seconds(content);
    if (durationSeconds) return { contentType: "audio/mpeg", durationSeconds };
    throw fileFault("This MP3 is damaged: its frames cannot be read. Save it again as MP3 or WAV.");
  }
  if (!type) throw fileFault("This is no recording. Choose a WAV or MP3 file.");
  const kind = type.ext.toUpperCase();
  if (/^(audio|video)\//.test(type.mime))
    throw fileFault(`This is ${kind}. Convert it to WAV or MP3, then upload that.`);
  throw fileFault(`This is no recording but ${kind}, whatever its name says. Choose a WAV or MP3 file.`);
}

function wavSeconds(content: Uint8Array): number {
  const wav = readWav(content);
  if (!wav) throw fileFault("This WAV is damaged: it holds no sound that can be read. Save it again.");
  const { coding, channels, bitsPerSample, durationSeconds } = wav;
  if (coding !== PCM && coding !== MU_LAW) {
    throw fileFault(`This WAV is coded as ${CODING_NAMES[coding] ?? `format ${coding}`}. ${WAV_HELP}`);
  }
  if (bitsPerSample !== 8 && (bitsPerSample !== 16 || coding === MU_LAW)) {
    throw fileFault(`This WAV has ${bitsPerSample} bits a sample. ${WAV_HELP}`);
  }
  if (channels < 1 || channels > 2) throw fileFault(`This WAV has ${channels} channels. ${WAV_HELP}`);
  if (durationSeconds === 0) throw fileFault("This WAV holds no sound. Record it again.");
  return durationSeconds;
}

const fileFault = (description: string) => wrongField("file", description, "invalid_request");
