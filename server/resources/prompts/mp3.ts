/** Kilobits a second by the header's index: MPEG-1 layer III, and MPEG-2 and 2.5 (ISO 11172-3, 13818-3). */
const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];
/** So many frames in a row prove that a file is MP3; fewer can be chance. */
const MIN_FRAMES = 3;

/** The duration of an MP3 in seconds, from its frames; null where the content is no MP3. */
export function mp3Seconds(content: Uint8Array): number | null {
  let seconds = 0;
  let frames = 0;
  let start = tagBytes(content);
  for (let at = start; at + 4 <= content.byteLength; ) {
    const frame = readFrame(content, at);
    if (frame) {
      if (frames === 0) start = at;
      seconds += frame.seconds;
      frames += 1;
      at += frame.bytes;
      continue;
    }
    // Before MIN_FRAMES are proved, search again from the byte after the first; later skip bytes between frames, as players do.
    at = frames > 0 && frames < MIN_FRAMES ? start + 1 : at + 1;
    if (frames < MIN_FRAMES) {
      seconds = 0;
      frames = 0;
    }
  }
  return frames >= MIN_FRAMES ? seconds : null;
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
