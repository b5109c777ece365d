import { type Asked, Client, type Progress } from "./client";
import { showButton } from "./element";

/** What a site with a design of its own asks. */
type Wish = Pick<Asked, "number" | "country" | "consent"> &
  Partial<Pick<Asked, "texts" | "language">> & {
    /** The button's key; without it, that of the first script of ours in the page. */
    button?: string;
    onProgress?: (progress: Progress) => void;
  };

type Api = { request: (wish: Wish) => Promise<Progress> };
declare global {
  interface Window {
    Patchcord?: Api & { button?: string };
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const base = new URL(".", script?.src).href.replace(/\/$/, "");
const key = script?.dataset.button ?? "";

/** Calls the visitor; resolves once the call is over, rejects with a `code` where it is refused. */
async function request(wish: Wish): Promise<Progress> {
  const { button = window.Patchcord?.button ?? key, onProgress = () => undefined, ...asked } = wish;
  const client = new Client(base, button);
  const proof = await client.prove();
  const token = await client.request({ texts: {}, language: "en", ...asked }, proof);
  return client.follow(token, onProgress);
}

window.Patchcord ??= { request, button: key };

/** `data-display="none"`: the page has a design of its own and asks by window.Patchcord alone. */
if (script && key && script.dataset.display !== "none") {
  const host = document.createElement("patchcord-button");
  const target = script.dataset.target ? document.querySelector(script.dataset.target) : null;
  if (target) target.append(host);
  else script.after(host);
  const client = new Client(base, key);
  client.look().then(
    (look) => showButton(host, look, client, script.dataset.language),
    // A button that is switched off, or not for this site, leaves nothing behind; the console says why.
    ({ code }: { code: string }) => {
      console.warn(
        `Patchcord: the button is not shown (${code}). Is ${location.origin} among its sites, and is it on?`,
      );
      host.remove();
    },
  );
}
