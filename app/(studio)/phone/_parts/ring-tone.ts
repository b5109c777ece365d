/** North American ringing: 440 and 480 Hz, two seconds on, four off. */
const TONES_HZ = [440, 480];
const ON_SECONDS = 2;
const PERIOD_MS = 6000;
const LOUDNESS = 0.06;

let context: AudioContext | null = null;

/** Whether the browser lets the page make sound; it requires a click or a key first. */
export async function isSoundAllowed(): Promise<boolean> {
  context ??= new AudioContext();
  if (context.state === "suspended")
    await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 100))]);
  return context.state === "running";
}

/** Rings until the returned function is called. */
export function startRinging(): () => void {
  let over = false;
  let stop = () => {};
  const ring = async () => {
    if (!(await isSoundAllowed()) || over) return;
    stop();
    stop = burst();
  };
  void ring();
  const timer = setInterval(() => void ring(), PERIOD_MS);
  return () => {
    over = true;
    clearInterval(timer);
    stop();
  };
}

function burst(): () => void {
  if (!context) return () => {};
  const now = context.currentTime;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, now);
  gain.gain.linearRampToValueAtTime(LOUDNESS, now + 0.03);
  gain.gain.setValueAtTime(LOUDNESS, now + ON_SECONDS - 0.05);
  gain.gain.linearRampToValueAtTime(0, now + ON_SECONDS);
  gain.connect(context.destination);
  for (const hertz of TONES_HZ) {
    const tone = context.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(gain);
    tone.start(now);
    tone.stop(now + ON_SECONDS);
  }
  return () => gain.disconnect();
}
