export const NOT_COPIED = "The browser did not let it be copied. Select the text instead.";

/**
 * Puts a text on the clipboard, from a click or a key. Rejects where the browser refuses. `navigator.clipboard` is there for
 * pages of HTTPS or of this machine only; a studio reached by plain HTTP has the older command.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  let taken = false;
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    taken = true;
  };
  document.addEventListener("copy", give);
  document.execCommand("copy");
  document.removeEventListener("copy", give);
  if (!taken) throw new Error(NOT_COPIED);
}
