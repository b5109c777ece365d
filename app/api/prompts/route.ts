import { currentSession } from "@/server/auth/session";
import { isPatchcordError, STATUS } from "@/server/platform/errors";
import { receivePrompt } from "@/server/resources/prompts/upload";

/** Receives a recording from the prompts page. Not a tRPC procedure, since the body is megabytes of audio and not JSON. */
export async function POST(request: Request): Promise<Response> {
  try {
    return Response.json(await receivePrompt(request, await currentSession()), { status: 201 });
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    const { code, message, details } = error;
    return Response.json({ code, message, fields: details.fields ?? [] }, { status: STATUS[code] });
  }
}
