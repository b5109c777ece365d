import { isPatchcordError, PatchcordError, STATUS } from "../platform/errors";
import type { Session } from "../resources/sessions/session";
import { currentSession } from "./session";

/** What an address of the studio's own answers, where it is no procedure; a refusal is JSON with its code, its sentence and its fields. */
export async function studioAnswer(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    const { code, message, details } = error;
    return Response.json({ code, message, fields: details.fields ?? [] }, { status: STATUS[code] });
  }
}

/** The session of whoever asks such an address. Throws `unauthorized`. */
export async function signedIn(): Promise<Session> {
  const session = await currentSession();
  if (!session) throw new PatchcordError("unauthorized", "Sign in first.");
  return session;
}

/** Server-sent events, which no proxy is to keep or to gather. */
export const eventStream = (stream: ReadableStream<Uint8Array>): Response =>
  new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
