"use client";
import { useEffect, useState } from "react";

/** A boolean kept in local storage under `key`. The server cannot read it, so it is false until the page is hydrated. */
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
    // Storage is full or not allowed: the value then lasts until the page is closed.
  }
}
