"use client";
import { useState } from "react";

/** The values of a form; `typed` if they differ from the first ones. */
export function useForm<Values extends object>(first: Values) {
  const [initial] = useState(first);
  const [values, setValues] = useState(first);
  return {
    values,
    typed: JSON.stringify(values) !== JSON.stringify(initial),
    set: (change: Partial<Values>) => setValues((before) => ({ ...before, ...change })),
  };
}
