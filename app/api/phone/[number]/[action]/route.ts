import { currentSession } from "@/server/auth/session";
import { isPatchcordError, PatchcordError, STATUS } from "@/server/platform/errors";
import { requireSameOrigin } from "@/server/platform/same-origin";
import { actAtPhone } from "@/server/resources/test-phones/act";
import { requireSandboxClient } from "@/server/resources/test-phones/sandbox";

type Context = { params: Promise<{ number: string; action: string }> };

/** Answers, declines or hangs up a call of a test phone, presses keys or speaks. */
export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    requireSameOrigin(request);
    const session = await currentSession();
    if (!session) throw new PatchcordError("unauthorized", "Sign in first.");
    const { number, action } = await context.params;
    const body: unknown = await request.json().catch(() => null);
    const line = await requireSandboxClient(session.account);
    return Response.json(await actAtPhone(line, decodeURIComponent(number), action, body));
  } catch (error) {
    if (!isPatchcordError(error)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code] });
  }
}
