/** What is wrong with one event of a file, and in which line of it; the rest of the file is read. */
export class Odd extends Error {
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** What is wrong with the whole file. */
export class Unreadable extends Error {}
