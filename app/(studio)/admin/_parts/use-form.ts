"use client";
import { useState } from "react";

/** What stands in a form, and whether it is still what was there at first. */
export function useForm<Values extends object>(first: Values) {
  const [initial] = useState(first);
  const [values, setValues] = useState(first);
  return {
    values,
    typed: JSON.stringify(values) !== JSON.stringify(initial),
    set: (change: Partial<Values>) => setValues((before) => ({ ...before, ...change })),
  };
}
