/** PostgreSQL keeps no NUL, and half of a surrogate pair is no character in UTF-8: such text is refused at the border. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
