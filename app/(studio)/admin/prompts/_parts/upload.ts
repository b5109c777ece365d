/** The server's limit, checked here before anything is sent. */
export const MAX_BYTES = 10 * 1024 * 1024;

/** A new prompt's name and description, or the id of the prompt whose recording to replace. */
export type UploadTo = { name: string; description: string } | { replace: string };

/** The server refused the upload; `fields` has the errors by field, "" for the whole form. */
export class UploadRefused extends Error {
  constructor(
    message: string,
    readonly fields: ReadonlyMap<string, string>,
  ) {
    super(message);
  }
}

type Answer = { message?: string; fields?: { name: string; description: string }[] };

const UNREACHABLE = "The server could not be reached. Your file is still here: try again.";

/**
 * Uploads a recording and reports the progress (0 to 1), which `fetch` cannot do. Rejects with UploadRefused. After an abort
 * by `signal` the promise stays pending.
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
    request.open("POST", `/api/recordings?${new URLSearchParams(to)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => refuse([["", UNREACHABLE]], UNREACHABLE);
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
