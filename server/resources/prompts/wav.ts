/** A WAV's sound and what its header says of it. */
export type Wav = {
  coding: number;
  channels: number;
  sampleRate: number;
  bitsPerSample: number;
  sound: Uint8Array<ArrayBuffer>;
  /** Whether a reader that believes the header finds exactly this sound. */
  isSound: boolean;
};

type Chunk = { name: string; body: number; size: number; next: number };
type Format = Pick<Wav, "coding" | "channels" | "sampleRate" | "bitsPerSample"> & {
  bytesPerSecond: number;
  bytesPerFrame: number;
};

export const PCM = 1;
export const MU_LAW = 7;
/** WAVE_FORMAT_EXTENSIBLE: the coding is in the extension, as the first two bytes of a GUID. */
const EXTENSIBLE = 0xfffe;
/** Real files have a dozen chunks at most. */
const MAX_CHUNKS = 1000;
const HEADER_BYTES = 44;

/** Whether a file says that it is a WAV: RIFF, or RF64 (EBU Tech 3306), whose sizes of 64 bits stand in a chunk of their own. */
export function isWav(content: Uint8Array): boolean {
  return ["RIFF", "RF64"].includes(text(content, 0)) && text(content, 8) === "WAVE";
}

/** Where a WAV begins that has something before it, within so many bytes; -1 where none does. */
export function beginOfWav(content: Uint8Array, within: number): number {
  for (let at = 1; at < Math.min(within, content.byteLength - 12); at += 1)
    if (content[at] === 0x52 && isWav(content.subarray(at, at + 12))) return at;
  return -1;
}

/**
 * Reads a RIFF WAVE file (Multimedia Programming Interface and Data Specifications 1.0, "WAVE"). Null where it breaks off before its
 * sound begins. Sizes are believed only as far as the file goes: a recorder that streams does not know them and writes 0, 7FFFFFFF or
 * FFFFFFFF, one that was interrupted writes more than it reached; then the sound goes to the end.
 */
export function readWav(content: Uint8Array<ArrayBuffer>): Wav | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const chunks = chunksOf(content, view);
  const format = formatOf(chunks, view);
  const data = chunks.find(({ name }) => name === "data");
  if (!format || !data) return null;
  const { bytesPerSecond, bytesPerFrame, ...facts } = format;
  const end = soundEnd(content, view, chunks, data);
  const isSound =
    text(content, 0) === "RIFF" &&
    view.getUint32(4, true) + 8 === content.byteLength &&
    data.body + data.size === end &&
    chunks.every(({ body, size, next }) => next === body + size + (size % 2) || body + size === content.byteLength) &&
    bytesPerSecond === rateOf(facts) &&
    bytesPerFrame === frameOf(facts);
  return { ...facts, sound: content.subarray(data.body, end), isSound };
}

/** The same sound behind a header that says what is there. */
export function writeWav(wav: Wav): Uint8Array<ArrayBuffer> {
  const { sound, coding, channels, sampleRate, bitsPerSample } = wav;
  const file = new Uint8Array(HEADER_BYTES + sound.byteLength + (sound.byteLength % 2));
  const view = new DataView(file.buffer);
  const name = (at: number, four: string) => file.set(Buffer.from(four, "latin1"), at);
  name(0, "RIFF");
  view.setUint32(4, file.byteLength - 8, true);
  name(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, coding, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, rateOf(wav), true);
  view.setUint16(32, frameOf(wav), true);
  view.setUint16(34, bitsPerSample, true);
  name(36, "data");
  view.setUint32(40, sound.byteLength, true);
  file.set(sound, HEADER_BYTES);
  return file;
}

/** Bytes a second of sound that is not compressed. */
export function rateOf({
  channels,
  sampleRate,
  bitsPerSample,
}: Pick<Wav, "channels" | "sampleRate" | "bitsPerSample">) {
  return (channels * sampleRate * bitsPerSample) / 8;
}

/** Bytes of one sample of all channels. */
function frameOf({ channels, bitsPerSample }: Pick<Wav, "channels" | "bitsPerSample">) {
  return (channels * bitsPerSample) / 8;
}

/** The chunks up to the end, or to one whose size leads beyond it. */
function chunksOf(content: Uint8Array, view: DataView): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= content.byteLength && chunks.length < MAX_CHUNKS; ) {
    const [size, body] = [view.getUint32(at + 4, true), at + 8];
    const padded = body + size + (size % 2);
    // Chunks begin at even offsets, which some writers of odd lists forget.
    const next = isName(content, padded) || !isName(content, body + size) ? padded : body + size;
    chunks.push({ name: text(content, at), body, size, next });
    at = next;
  }
  return chunks;
}

function formatOf(chunks: readonly Chunk[], view: DataView): Format | null {
  const chunk = chunks.find(({ name, body, size }) => name === "fmt " && size >= 16 && body + 16 <= view.byteLength);
  if (!chunk) return null;
  const { body, size } = chunk;
  const coding = view.getUint16(body, true);
  const isExtended = coding === EXTENSIBLE && size >= 26 && body + 26 <= view.byteLength;
  return {
    coding: isExtended ? view.getUint16(body + 24, true) : coding,
    channels: view.getUint16(body + 2, true),
    sampleRate: view.getUint32(body + 4, true),
    bytesPerSecond: view.getUint32(body + 8, true),
    bytesPerFrame: view.getUint16(body + 12, true),
    bitsPerSample: view.getUint16(body + 14, true),
  };
}

function soundEnd(content: Uint8Array, view: DataView, chunks: readonly Chunk[], { body, size }: Chunk): number {
  const known = text(content, 0) === "RF64" && size === 0xffffffff ? sizeIn64(chunks, view) : size;
  if (known !== null && known > 0 && body + known <= content.byteLength) return body + known;
  // An empty sound is one only where other chunks follow up to the end.
  const last = chunks.at(-1);
  const isEmpty =
    size === 0 && last !== undefined && last.body > body && last.next >= content.byteLength && isName(content, body);
  return isEmpty ? body : content.byteLength;
}

/** The size of the sound in the ds64 chunk of an RF64 file. */
function sizeIn64(chunks: readonly Chunk[], view: DataView): number | null {
  const chunk = chunks.find(({ name, body, size }) => name === "ds64" && size >= 16 && body + 16 <= view.byteLength);
  return chunk ? Number(view.getBigUint64(chunk.body + 8, true)) : null;
}

/** Whether a chunk's name stands at a place: four letters, digits or blanks at its end. */
function isName(content: Uint8Array, at: number): boolean {
  return /^[A-Za-z0-9_]{2,4} {0,2}$/.test(text(content, at)) && text(content, at).length === 4;
}

function text(content: Uint8Array, at: number): string {
  return String.fromCharCode(...content.subarray(at, at + 4));
}
