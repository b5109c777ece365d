/** A moment as a field of the kind datetime-local holds it, by the browser's clock. */
export const localMoment = (moment: Date): string =>
  new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
