/** The header of a WAV file. */
export type Wav = { coding: number; channels: number; bitsPerSample: number; durationSeconds: number };

export const PCM = 1;
export const MU_LAW = 7;
/** WAVE_FORMAT_EXTENSIBLE: the coding is in the extension, as the first two bytes of a GUID. */
const EXTENSIBLE = 0xfffe;

/**
 * Reads the header of a RIFF WAVE file (Multimedia Programming Interface and Data Specifications 1.0, "WAVE"). Null where the content
 * is no WAV or breaks off before its sound begins.
 */
export function readWav(content: Uint8Array): Wav | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (content.byteLength < 12 || text(content, 0) !== "RIFF" || text(content, 8) !== "WAVE") return null;
  let format: { coding: number; channels: number; bytesPerSecond: number; bitsPerSample: number } | null = null;
  for (let at = 12; at + 8 <= content.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (text(content, at) === "fmt " && size >= 16 && body + 16 <= content.byteLength) {
      const coding = view.getUint16(body, true);
      const extended = coding === EXTENSIBLE && size >= 26 && body + 26 <= content.byteLength;
      format = {
        coding: extended ? view.getUint16(body + 24, true) : coding,
        channels: view.getUint16(body + 2, true),
        bytesPerSecond: view.getUint32(body + 8, true),
        bitsPerSample: view.getUint16(body + 14, true),
      };
    }
    if (text(content, at) === "data") {
      if (!format || format.bytesPerSecond === 0) return null;
      // A recorder that was interrupted has written a longer length than it reached.
      const { bytesPerSecond, ...rest } = format;
      return { ...rest, durationSeconds: Math.min(size, content.byteLength - body) / bytesPerSecond };
    }
    // Chunks begin at even offsets.
    at = body + size + (size % 2);
  }
  return null;
}

function text(content: Uint8Array, at: number): string {
  return String.fromCharCode(...content.subarray(at, at + 4));
}
