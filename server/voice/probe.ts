import { isNonce, proofOf } from "../resources/carriers/public-address";

/** `GET /api/voice/probe/{nonce}`: the nonce's proof, which only a server with this deployment's ENCRYPTION_KEY can make. */
export async function handleProbe(_request: Request, { nonce = "" }: { nonce?: string }): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  if (!isNonce(nonce)) return new Response(null, { status: 404, headers });
  return Response.json({ proof: proofOf(nonce) }, { headers });
}
