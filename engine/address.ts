import { cutText } from "./cut-text";

/** The longest address that is played; longer ones than browsers and servers take are surely a mistake. */
const MAX_CHARACTERS = 4096;

export type PlayableAddress = { ok: true; url: string } | { ok: false; why: string };

/**
 * An address of a recording as the WHATWG URL standard writes it: without the blanks and line ends around and within it, with
 * what is no ASCII encoded. `why` says what to do about one that no carrier could fetch, in a sentence.
 */
export function playableAddress(text: string): PlayableAddress {
  if (text.trim() === "") return refused("The address of the recording is empty.");
  if (!URL.canParse(text))
    return refused(`${quoted(text)} is no address. Write it whole, such as https://example.com/hello.mp3.`);
  const { protocol, username, password, href } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:")
    return refused(`${quoted(text)} cannot be played. An address begins with https:// or http://.`);
  if (username !== "" || password !== "")
    return refused(
      "The address of the recording holds a user name or a password. Take it out: carriers do not send it.",
    );
  if (href.length > MAX_CHARACTERS)
    return refused(`The address of the recording is longer than ${MAX_CHARACTERS} characters.`);
  return { ok: true, url: href };
}

const quoted = (text: string) => `“${text.length > 60 ? `${cutText(text, 60)}…` : text}”`;

function refused(why: string): PlayableAddress {
  return { ok: false, why };
}
