import { currentSession } from "@/server/auth/session";
import { isPatchcordError, STATUS } from "@/server/platform/errors";
import { receivePrompt } from "@/server/resources/prompts/upload";

/** Takes a recording from the prompts page: apart from the procedures, since it is megabytes and not JSON. */
export async function POST(request: Request): Promise<Response> {
  try {
    return Response.json(await receivePrompt(request, await currentSession()), { status: 201 });
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    const { code, message, details } = error;
    return Response.json({ code, message, fields: details.fields ?? [] }, { status: STATUS[code] });
  }
}
