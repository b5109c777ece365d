/** What a snippet needs to know about a flow's request. */
export type ApiRequest = {
  url: string;
  tokenUrl: string;
  scope: string;
  arguments: { name: string; example?: string | null }[];
  /** The client whose id is written into the snippets; absent, a placeholder stands for it. */
  clientId?: string;
};

/** How to get the token, and how to start the interaction with it: a program when put together in this order. */
export type Snippet = { token: string; start: string };

export const CLIENT_ID = "YOUR_CLIENT_ID";
export const CLIENT_SECRET = "YOUR_CLIENT_SECRET";

/** One key an argument: its example, or a placeholder that names it. */
export function bodyOf({ arguments: list }: ApiRequest): Record<string, string> {
  return Object.fromEntries(list.map(({ name, example }) => [name, example || `<${name}>`]));
}

export function bodyText(request: ApiRequest): string {
  return JSON.stringify(bodyOf(request), null, 2);
}

export const clientIdOf = ({ clientId }: ApiRequest): string => clientId ?? CLIENT_ID;

export const program = ({ token, start }: Snippet): string => `${token}\n\n${start}\n`;
