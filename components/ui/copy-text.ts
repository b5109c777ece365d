export const NOT_COPIED = "The browser did not let it be copied. Select the text instead.";

/**
 * Copies a text to the clipboard; call it from a click or a key. Rejects if the browser refuses. `navigator.clipboard` exists
 * only on HTTPS and localhost; on plain HTTP the older copy command is used.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  let copied = false;
  const setText = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    copied = true;
  };
  document.addEventListener("copy", setText);
  document.execCommand("copy");
  document.removeEventListener("copy", setText);
  if (!copied) throw new Error(NOT_COPIED);
}
