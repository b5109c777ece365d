let playing: HTMLAudioElement | null = null;

/** Reads a text aloud, if the browser can. */
export function say(text: string, language: string): void {
  if (!("speechSynthesis" in window)) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language;
  window.speechSynthesis.speak(utterance);
}

export function play(url: string): void {
  if (!/^https?:/.test(url)) return;
  playing?.pause();
  playing = new Audio(url);
  // A recording that cannot be loaded is ignored: the transcript shows its address.
  playing.play().catch(() => undefined);
}

export function stopSound(): void {
  if ("speechSynthesis" in window) window.speechSynthesis.cancel();
  playing?.pause();
  playing = null;
}
