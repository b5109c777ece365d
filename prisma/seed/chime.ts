/** The telephone network's sampling rate; carriers drop anything above it. */
const SAMPLE_RATE = 8000;
const HEADER_BYTES = 44;
/** C5, E5, G5 in hertz; each starts while the one before fades. */
const NOTES = [523.25, 659.25, 783.99];
const NOTE_EVERY_SECONDS = 0.32;
const SECONDS = 1.8;
const LOUDNESS = 0.28;

/** Three rising notes of a small bell, as a WAV of 16 bit PCM. */
export function chime(): { wav: Buffer; seconds: number } {
  const samples = Math.round(SECONDS * SAMPLE_RATE);
  const wav = Buffer.alloc(HEADER_BYTES + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++) {
    wav.writeInt16LE(Math.round(sound(at / SAMPLE_RATE) * 32_767), HEADER_BYTES + at * 2);
  }
  return { wav, seconds: samples / SAMPLE_RATE };
}

/** The sample, from -1 to 1, `seconds` after the start. */
function sound(seconds: number): number {
  let sum = 0;
  NOTES.forEach((hertz, note) => {
    const since = seconds - note * NOTE_EVERY_SECONDS;
    if (since < 0) return;
    // Like a bell: a sudden attack, an exponential decay, and the octave above.
    const strength = Math.min(1, since * 200) * Math.exp(-3.2 * since);
    sum += strength * (Math.sin(2 * Math.PI * hertz * since) + 0.35 * Math.sin(4 * Math.PI * hertz * since));
  });
  return sum * LOUDNESS * Math.min(1, (SECONDS - seconds) * 20);
}
