/** The same bound as the server's; told here before megabytes are sent for nothing. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** What a new prompt is called, or whose recording this is to be. */
export type UploadTo = { name: string; description: string } | { replace: string };

/** Refused, with what is wrong by field; `""` is about all of it. */
export class UploadRefused extends Error {
  constructor(
    message: string,
    readonly fields: ReadonlyMap<string, string>,
  ) {
    super(message);
  }
}

type Answer = { message?: string; fields?: { name: string; description: string }[] };

const AWAY = "The server could not be reached. Your file is still here: try again.";

/**
 * Sends a recording, and says how much of it has left: fetch cannot tell. Throws UploadRefused; aborting `signal` leaves the
 * promise open, for nobody waits for it any more.
 */
export function upload(
  file: File,
  to: UploadTo,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = (fields: [string, string][], message: string) => reject(new UploadRefused(message, new Map(fields)));
    request.open("POST", `/api/prompts?${new URLSearchParams(to)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => refuse([["", AWAY]], AWAY);
    request.onload = () => {
      if (request.status === 201) return resolve();
      const { message = "The recording could not be saved. Try again.", fields = [] } = answerOf(request.responseText);
      refuse(fields.length ? fields.map(({ name, description }) => [name, description]) : [["", message]], message);
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function answerOf(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
