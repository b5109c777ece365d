import { currentSession } from "@/server/auth/session";
import { studioAnswer } from "@/server/auth/studio-answer";
import { requireSameOrigin } from "@/server/platform/same-origin";
import { actAtPhone } from "@/server/resources/test-phones/act";

type Context = { params: Promise<{ number: string; action: string }> };

/** Answers, declines or hangs up a call of a test phone, presses keys or speaks. */
export function POST(request: Request, context: Context): Promise<Response> {
  return studioAnswer(async () => {
    requireSameOrigin(request);
    const session = await currentSession();
    const { number, action } = await context.params;
    const body: unknown = await request.json().catch(() => null);
    return Response.json(await actAtPhone(session, decodeURIComponent(number), action, body));
  });
}
