"use client";
import { type Dispatch, useEffect, useReducer, useRef } from "react";
import { EVENTS, type PhoneEvent } from "./phone-event";
import { type PhoneAction, phones, SILENT } from "./phone-state";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5000;

/** The stream of what happens on the phones; connects again by itself. `onEvent` is for what is heard rather than seen. */
export function usePhoneLine(numbers: string[], onEvent: (event: PhoneEvent) => void) {
  const [state, dispatch] = useReducer(phones, SILENT);
  const heard = useRef(onEvent);
  useEffect(() => {
    heard.current = onEvent;
  });
  const list = numbers.join(",");
  useEffect(() => (list ? follow(list, dispatch, (event) => heard.current(event)) : undefined), [list]);
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
        // A connection that breaks reports an event of the same name as the carrier's errors, without data.
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
        Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++),
      );
    };
    return made;
  }

  return () => {
    clearTimeout(timer);
    source.close();
  };
}
