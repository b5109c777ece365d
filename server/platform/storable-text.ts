/** False for text that PostgreSQL cannot store: it refuses NUL, and half of a surrogate pair cannot be written as UTF-8. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
