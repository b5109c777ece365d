/** Recordings made in code, as a studio would save them. */

/** A WAV of so many seconds of silence, or as its header says otherwise. */
export function wav(
  options: {
    seconds?: number;
    coding?: number;
    bits?: number;
    channels?: number;
    rate?: number;
    extensible?: boolean;
  } = {},
): Uint8Array<ArrayBuffer> {
  const { seconds = 1, coding = 1, bits = coding === 7 ? 8 : 16, channels = 1, rate = 8000, extensible } = options;
  const data = Buffer.alloc(Math.round(seconds * rate * channels * (bits / 8)), coding === 7 ? 0xff : 0);
  const format = Buffer.alloc(extensible ? 40 : 16);
  format.writeUInt16LE(extensible ? 0xfffe : coding, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate * channels * (bits / 8), 8);
  format.writeUInt16LE(channels * (bits / 8), 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) format.writeUInt16LE(coding, 24);
  return riff(chunk("fmt ", format), chunk("LIST", Buffer.from("INFOx")), chunk("data", data));
}

export function riff(...chunks: Buffer[]): Uint8Array<ArrayBuffer> {
  const body = Buffer.concat([Buffer.from("WAVE"), ...chunks]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return new Uint8Array(Buffer.concat([Buffer.from("RIFF"), size, body]));
}

export function chunk(name: string, body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), size, body, Buffer.alloc(body.length % 2)]);
}

/** So many frames of MPEG-1 layer III, 128 kbit/s at 44.1 kHz: 26.1 ms each. */
export function mp3(frames: number, { tag = 0 }: { tag?: number } = {}): Uint8Array<ArrayBuffer> {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x64]);
  return new Uint8Array(Buffer.concat([...(tag ? [id3(tag)] : []), ...Array.from({ length: frames }, () => frame)]));
}

function id3(bytes: number): Buffer {
  const header = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, (bytes >> 7) & 127, bytes & 127]);
  return Buffer.concat([header, Buffer.alloc(bytes)]);
}
