/** A recording's duration: "0:12", "3:05". */
export function durationText(seconds: number | null): string {
  if (seconds === null) return "";
  const whole = Math.max(1, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A file size: "812 KB", "1.4 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function formatLabel(contentType: string): string {
  return contentType === "audio/mpeg" ? "MP3" : "WAV";
}
