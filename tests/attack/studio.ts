import type { World } from "@/prisma/seed/world";
import { signIn } from "../../bench/first-loads";

/** What was answered, in few words: the status, and the error's code. */
export async function saidBy(response: Response): Promise<string> {
  const text = await response.text();
  const code = /"(?:reason|code|error)":"([a-z_]+)"/.exec(text)?.[1];
  return response.ok || !code ? String(response.status) : `${response.status} ${code}`;
}

/** Somebody signed in to the studio, who asks its procedures as a browser does. */
export type Studio = {
  cookie: string;
  read: (procedure: string, input: unknown) => Promise<Response>;
  change: (procedure: string, input: unknown) => Promise<Response>;
  /** The result of a change that must succeed. */
  do: <T>(procedure: string, input: unknown) => Promise<T>;
};

export async function studioOf(baseUrl: string, world: World): Promise<Studio> {
  const cookie = await signIn(baseUrl, world);
  const address = (procedure: string) => `${baseUrl}/api/trpc/${procedure}`;
  const read = (procedure: string, input: unknown) =>
    fetch(`${address(procedure)}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`, {
      headers: { cookie },
    });
  const change = (procedure: string, input: unknown) =>
    fetch(address(procedure), {
      method: "POST",
      headers: { cookie, "content-type": "application/json", origin: baseUrl, "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ json: input }),
    });
  const act = async <T>(procedure: string, input: unknown): Promise<T> => {
    const response = await change(procedure, input);
    const text = await response.text();
    if (!response.ok) throw new Error(`${procedure}: ${response.status} ${text.slice(0, 2000)}`);
    return (JSON.parse(text) as { result: { data: { json: T } } }).result.data.json;
  };
  return { cookie, read, change, do: act };
}
