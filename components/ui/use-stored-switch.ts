"use client";
import { useEffect, useState } from "react";

/** A switch the browser remembers. The server does not know it, so it is off until the page has woken up. */
export function useStoredSwitch(key: string): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(false);
  useEffect(() => {
    setOn(read(key));
  }, [key]);
  return [
    on,
    (next) => {
      setOn(next);
      write(key, next);
    },
  ];
}

function read(key: string): boolean {
  try {
    return localStorage.getItem(key) === "on";
  } catch {
    return false;
  }
}

function write(key: string, on: boolean): void {
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    // Storage is full or not allowed: the switch works, and is forgotten with the page.
  }
}
