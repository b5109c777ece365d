import { currentSession } from "@/server/auth/session";
import { isPatchcordError, PatchcordError, STATUS } from "@/server/platform/errors";
import { phoneEvents } from "@/server/resources/test-phones/events";
import { phoneNumber, requireSandboxClient } from "@/server/resources/test-phones/sandbox";

const MAX_PHONES = 4;

/** Server-sent events of the account's test phones: `?numbers=+1202…,+1202…`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const session = await currentSession();
    if (!session) throw new PatchcordError("unauthorized", "Sign in first.");
    const asked = (new URL(request.url).searchParams.get("numbers") ?? "").split(",").slice(0, MAX_PHONES);
    const numbers = asked.filter((number) => phoneNumber.safeParse(number).success);
    const line = await requireSandboxClient(session.account);
    const stream = await phoneEvents(line, session.id, numbers, request.signal);
    return new Response(stream, {
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-cache, no-transform",
        "X-Accel-Buffering": "no",
      },
    });
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code] });
  }
}
