import { currentSession } from "@/server/auth/session";
import { studioAnswer } from "@/server/auth/studio-answer";
import { receivePrompt } from "@/server/resources/prompts/upload";

/** Receives a recording from the prompts page. Not a tRPC procedure, since the body is megabytes of audio and not JSON. */
export function POST(request: Request): Promise<Response> {
  return studioAnswer(async () => Response.json(await receivePrompt(request, await currentSession()), { status: 201 }));
}
