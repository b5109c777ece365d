"use client";
import { type Dispatch, useEffect, useReducer, useRef } from "react";
import { EVENTS, type PhoneEvent } from "./phone-event";
import { type PhoneAction, phones, SILENT } from "./phone-state";

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 5000;

/** Follows the events of the phones and reconnects by itself. `onEvent` is called with each event, for the sound. */
export function usePhoneLine(numbers: string[], onEvent: (event: PhoneEvent) => void) {
  const [state, dispatch] = useReducer(phones, SILENT);
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });
  const list = numbers.join(",");
  useEffect(() => (list ? follow(list, dispatch, (event) => latest.current(event)) : undefined), [list]);
  return { state, dispatch };
}

function follow(numbers: string, dispatch: Dispatch<PhoneAction>, onEvent: (event: PhoneEvent) => void): () => void {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source = connect();

  function connect(): EventSource {
    const made = new EventSource(`/api/phone/events?${new URLSearchParams({ numbers })}`);
    for (const type of EVENTS) {
      made.addEventListener(type, (message) => {
        // A broken connection also fires an "error" event, as the carrier's errors do, but without data.
        if (!(message instanceof MessageEvent)) return;
        failures = 0;
        const event = JSON.parse(message.data) as PhoneEvent;
        dispatch({ do: "happened", event, now: Date.now() });
        onEvent(event);
      });
    }
    made.onerror = (event) => {
      if (event instanceof MessageEvent) return;
      made.close();
      dispatch({ do: "linked", link: "away" });
      timer = setTimeout(
        () => {
          source = connect();
        },
        Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++),
      );
    };
    return made;
  }

  return () => {
    clearTimeout(timer);
    source.close();
  };
}
