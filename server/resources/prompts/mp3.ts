/** Kilobits a second by the header's index: MPEG-1 layer III, and MPEG-2 and 2.5 (ISO 11172-3, 13818-3). */
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];
/** So many frames in a row prove that a file is MP3; fewer can be chance. */
const MIN_FRAMES = 3;

/** What may stand before the first frame besides a tag: a broken tag, zeros, the end of what it was cut from. */
const MAX_RUBBISH_BYTES = 64 * 1024;

/**
 * The duration of an MP3 in seconds, from its frames, and where what players can read begins: at its tag, or at the first frame where
 * something else stands before that. Null where the content is no MP3.
 */
export function readMp3(content: Uint8Array): { seconds: number; from: number } | null {
  const tag = tagBytes(content);
  // A tag's length can be wrong.
  const start = firstFrame(content, tag) ?? (tag > 0 ? firstFrame(content, 0) : null);
  if (start === null) return null;
  let seconds = 0;
  for (let at = start; at + 4 <= content.byteLength; ) {
    const frame = readFrame(content, at);
    seconds += frame?.seconds ?? 0;
    // Bytes between frames are skipped, as players do.
    at += frame?.bytes ?? 1;
  }
  return { seconds, from: start === tag ? 0 : start };
}

/** The first place from which MIN_FRAMES frames follow each other. */
function firstFrame(content: Uint8Array, from: number): number | null {
  const last = Math.min(from + MAX_RUBBISH_BYTES, content.byteLength - 4);
  for (let start = from; start <= last; start += 1) {
    let at = start;
    let frames = 0;
    for (let frame = readFrame(content, at); frame && frames < MIN_FRAMES; frame = readFrame(content, at)) {
      frames += 1;
      at += frame.bytes;
    }
    if (frames >= MIN_FRAMES) return start;
  }
  return null;
}

/** The length of a leading ID3v2 tag, 0 without one (id3.org, 3.1): each length byte holds seven bits. */
function tagBytes(content: Uint8Array): number {
  if (content[0] !== 0x49 || content[1] !== 0x44 || content[2] !== 0x33) return 0;
  const [a = 0, b = 0, c = 0, d = 0] = content.subarray(6, 10);
  return 10 + (((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127));
}

function readFrame(content: Uint8Array, at: number): { bytes: number; seconds: number } | null {
  const kind = content[at + 1] ?? 0;
  if (content[at] !== 0xff || (kind & 0xe0) !== 0xe0 || (kind & 0x06) !== 0x02) return null;
  const rates = content[at + 2] ?? 0;
  const version = (kind >> 3) & 3;
  const sampleRate = SAMPLE_RATES[(rates >> 2) & 3];
  const kilobits = (version === 3 ? BITRATES_1 : BITRATES_2)[rates >> 4];
  if (version === 1 || !sampleRate || !kilobits) return null;
  const rate = sampleRate / { 3: 1, 2: 2, 0: 4 }[version as 0 | 2 | 3];
  const samples = version === 3 ? 1152 : 576;
  const bytes = Math.floor(((samples / 8) * kilobits * 1000) / rate) + ((rates >> 1) & 1);
  return { bytes, seconds: samples / rate };
}
