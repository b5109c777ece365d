import type { NextRequest } from "next/server";
import { handleAuth } from "@/server/auth/handle-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, { params }: Context): Promise<Response> {
  const cookies = request.cookies.getAll().map(({ name, value }) => [name, value]);
  return handleAuth(request, (await params).nextauth, Object.fromEntries(cookies));
}

export { handler as GET, handler as POST };
