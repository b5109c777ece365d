/** A refusal in Twilio's shape: `{code, message, more_info, status}`. */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body() {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

export const notFound = (path: string) => new RestError(404, 20404, `The requested resource ${path} was not found`);
