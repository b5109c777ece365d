/** Replaces the addresses of the account's recordings by their prompts' names; other addresses stay. `prompts`: names by path. */
export function withPrompts(text: string, prompts: Readonly<Record<string, string>>): string {
  return text.replace(/https?:\/\/[^\s)]+/g, (address) => {
    const { pathname = "" } = URL.parse(address) ?? {};
    return Object.hasOwn(prompts, pathname) ? `“${prompts[pathname]}”` : address;
  });
}
