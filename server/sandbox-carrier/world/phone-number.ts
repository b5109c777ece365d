/** True for the shape of an E.164 number. */
export const isE164 = (number: string) => /^\+[1-9]\d{6,14}$/.test(number);
