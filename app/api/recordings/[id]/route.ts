import { z } from "zod";
import { currentSession } from "@/server/auth/session";
import { listenUrl } from "@/server/resources/prompts/data";

type Context = { params: Promise<{ id: string }> };

/** Redirects a member of the account to a prompt's recording, whose own address is meant for carriers. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const session = await currentSession();
  const id = z.uuid().safeParse((await params).id);
  if (!session || !id.success) return new Response(null, { status: session ? 404 : 401 });
  const headers = { Location: listenUrl(session.account, id.data), "Cache-Control": "no-store" };
  return new Response(null, { status: 307, headers });
}
