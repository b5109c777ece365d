import { currentSession } from "@/server/auth/session";
import { isPatchcordError, STATUS } from "@/server/platform/errors";
import { requireSameOrigin } from "@/server/platform/same-origin";
import { actAtPhone } from "@/server/resources/test-phones/act";

type Context = { params: Promise<{ number: string; action: string }> };

/** Answers, declines or hangs up a call of a test phone, presses keys or speaks. */
export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    requireSameOrigin(request);
    const session = await currentSession();
    const { number, action } = await context.params;
    const body: unknown = await request.json().catch(() => null);
    return Response.json(await actAtPhone(session, decodeURIComponent(number), action, body));
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code] });
  }
}
