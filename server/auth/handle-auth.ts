import NextAuth from "next-auth";
import { PatchcordError } from "../platform/errors";
import { ownPath } from "../platform/own-path";
import { methodNotAllowed, notFound, problem } from "../platform/problem";
import { isMediaType, readBody } from "../platform/request-body";
import { sessionById } from "../resources/sessions/session";
import { makeKnown } from "./known-browser";
import { authOptions, CREDENTIALS } from "./options";

const MAX_BODY_BYTES = 64 * 1024;
/** Where next-auth keeps the address to go back to. */
const CALLBACK_COOKIE = /(^|-)next-auth\.callback-url$/;

type Fields = Record<string, string>;
type Answer = { status: number; headers: Headers; body: unknown };

/**
 * Answers `/api/auth/…`. next-auth does the work; before it, whatever it would answer with 500 is refused or left out, and
 * after it nobody is named whose session is over. `cookies`: the request's, by name.
 */
export async function handleAuth(request: Request, path: string[], cookies: Fields): Promise<Response> {
  try {
    return await answerOf(request, path, cookies);
  } catch (error) {
    return problem(error);
  }
}

async function answerOf(request: Request, path: string[], cookies: Fields): Promise<Response> {
  const [action = "", provider = ""] = path;
  const { method } = request;
  // `_log` would write to our log what anybody sends.
  if (path.length > 2 || action === "_log") return notFound();
  const isForm = action === "callback" && CREDENTIALS.some((id) => id === provider);
  if (isForm && method !== "POST") return methodNotAllowed(["POST"]);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (ownPath(query.callbackUrl) === null) delete query.callbackUrl;
  const known = Object.entries(cookies).filter(([name, value]) => !CALLBACK_COOKIE.test(name) || ownPath(value));
  let signedIn: string | null = null;
  const answer = await askNextAuth(
    {
      method,
      query: { ...query, nextauth: path },
      cookies: Object.fromEntries(known),
      headers: Object.fromEntries(request.headers),
      body: method === "POST" ? await bodyOf(request) : {},
    },
    (email) => {
      signedIn = email;
    },
  );
  if (action === "session" && (await isOver(answer.body))) return Response.json({}, { headers: PRIVATE });
  if (signedIn) answer.headers.append("Set-Cookie", makeKnown(signedIn));
  const body = typeof answer.body === "string" || answer.body === null ? answer.body : JSON.stringify(answer.body);
  return new Response(body, answer);
}

const PRIVATE = { "Cache-Control": "private, no-store" };

async function isOver(session: unknown): Promise<boolean> {
  const { id } = Object(session) as { id?: string };
  return id === undefined || (await sessionById(id)) === null;
}

/** next-auth's answer to a request in the form of Next's older handlers, the one that does not need Next around it. */
async function askNextAuth(request: object, onSignIn: (email: string) => void): Promise<Answer> {
  const answer: Answer = { status: 200, headers: new Headers(), body: null };
  const response = {
    status: (status: number) => Object.assign(answer, { status }) && response,
    getHeader: (name: string) => (name === "Set-Cookie" ? answer.headers.getSetCookie() : answer.headers.get(name)),
    setHeader: (name: string, value: string | string[]) => {
      answer.headers.delete(name);
      for (const one of [value].flat()) answer.headers.append(name, one);
      return response;
    },
    json: (body: unknown) => {
      response.setHeader("Content-Type", "application/json");
      answer.body = body;
    },
    send: (body: unknown) => {
      if (typeof body === "object" && body !== null) response.setHeader("Content-Type", "application/json");
      answer.body = body ?? null;
    },
    end: () => undefined,
  };
  await NextAuth(request as never, response as never, authOptions(onSignIn));
  return answer;
}

async function bodyOf(request: Request): Promise<Fields> {
  const text = await readBody(request, MAX_BODY_BYTES, "invalid_request");
  if (!isMediaType(request, "application/json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return Object(JSON.parse(text || "{}"));
  } catch {
    throw new PatchcordError("invalid_request", "The body is not JSON.");
  }
}
