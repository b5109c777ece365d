import { z } from "zod";
import { eventStream, signedIn, studioAnswer } from "@/server/auth/studio-answer";
import { PatchcordError } from "@/server/platform/errors";
import { liveCallStream } from "@/server/reports/live-calls/stream";

const source = z.object({ flow: z.uuid(), version: z.uuid() });

/** Server-sent events of where the calls of a flow's version are: `?version=…`. */
export function GET(request: Request, { params }: { params: Promise<{ flowId: string }> }): Promise<Response> {
  return studioAnswer(async () => {
    const session = await signedIn();
    const version = new URL(request.url).searchParams.get("version");
    const asked = source.safeParse({ flow: (await params).flowId, version });
    if (!asked.success) throw new PatchcordError("not_found", "There is no such flow or version.");
    return eventStream(await liveCallStream(session, asked.data, request.signal));
  });
}
