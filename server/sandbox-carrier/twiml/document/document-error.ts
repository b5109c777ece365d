/** A document that cannot be fetched or executed, with the code Twilio gives it. */
export class DocumentError extends Error {
  readonly code: number;
  readonly url: string | undefined;
  constructor(code: number, message: string, url?: string) {
    super(message);
    this.code = code;
    this.url = url;
  }
}
