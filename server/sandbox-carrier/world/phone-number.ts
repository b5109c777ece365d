/** E.164 by its shape alone; whether anyone has that number is the callees' matter. */
export const isE164 = (number: string) => /^\+[1-9]\d{6,14}$/.test(number);
