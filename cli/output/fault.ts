/** What a script can tell apart by the exit code. */
export const EXIT = {
  /** Tests failed, or a flow has errors. */
  failed: 1,
  /** The command was not understood. */
  usage: 2,
  /** Somebody else has changed it since. */
  conflict: 3,
  /** The server refuses these credentials, or they are not there. */
  refused: 4,
  /** The server does not answer, or cannot. */
  unavailable: 5,
} as const;

/** Ends the command with a message that says what to do, and an exit code. */
export class Fault extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.failed,
  ) {
    super(message);
  }
}
