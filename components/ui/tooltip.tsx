"use client";
import { Slot } from "radix-ui";
import {
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { placeBeside, type Side } from "./place-beside";

type TooltipProps = { text: ReactNode; side?: Side; children: ReactElement };

const DELAY_MS = 350;
/** A tooltip within this time after another one shows without delay. */
const WARM_MS = 300;
/** The pointer may take this long from the child to the tooltip. */
const GRACE_MS = 120;

/** The tooltip that is shown: there is never more than one. */
const current = { hide: () => {}, until: Number.NEGATIVE_INFINITY };

/**
 * Shows a text on hover and focus of its child; Escape hides it, and the pointer may move onto it (WCAG 1.4.13). The child
 * must be focusable. Not from a library: every page has tooltips, and a positioning library would be a tenth of its download.
 */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  const id = useId();
  const [beside, setBeside] = useState<Element | null>(null);
  const timer = useRef(0);
  const later = (work: () => void, ms: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(work, ms);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const hide = () => {
    window.clearTimeout(timer.current);
    if (beside) current.until = performance.now();
    setBeside(null);
  };
  const show = (element: Element) => {
    window.clearTimeout(timer.current);
    current.hide();
    current.hide = () => setBeside(null);
    setBeside(element);
  };
  const events = {
    onPointerEnter({ currentTarget, pointerType }: PointerEvent) {
      if (pointerType === "touch") return;
      later(() => show(currentTarget), performance.now() - current.until < WARM_MS ? 0 : DELAY_MS);
    },
    onPointerLeave: () => later(hide, GRACE_MS),
    onPointerDown: hide,
    onFocus({ currentTarget }: FocusEvent) {
      if (currentTarget.matches(":focus-visible")) show(currentTarget);
    },
    // After the focus has moved: a dialog that sees an element go while nothing has the focus takes it to itself.
    onBlur: () => later(hide, 0),
  };
  return (
    <>
      <Slot.Root {...events} {...(beside ? { "aria-describedby": id } : {})}>
        {children}
      </Slot.Root>
      {beside ? (
        <Bubble
          id={id}
          beside={beside}
          side={side}
          hide={hide}
          stay={() => window.clearTimeout(timer.current)}
          leave={events.onPointerLeave}
        >
          {text}
        </Bubble>
      ) : null}
    </>
  );
}

type BubbleProps = {
  id: string;
  beside: Element;
  side: Side;
  hide: () => void;
  stay: () => void;
  leave: () => void;
  children: ReactNode;
};

/** In the browser's top layer: above everything, and not clipped by any element. It does not scroll: Tab would stop at it. */
function Bubble({ id, beside, side, hide, stay, leave, children }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    bubble.current?.showPopover();
    if (bubble.current) placeBeside(bubble.current, beside, side);
  }, [beside, side]);
  useEffect(() => {
    const off = new AbortController();
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && hide();
    document.addEventListener("keydown", onKey, { capture: true, signal: off.signal });
    // What the keyboard has gone to was scrolled into view, perhaps: its tooltip goes with it.
    const onScroll = () => {
      if (bubble.current && beside.matches(":focus-visible")) placeBeside(bubble.current, beside, side);
      else hide();
    };
    document.addEventListener("scroll", onScroll, { capture: true, passive: true, signal: off.signal });
    return () => off.abort();
  });
  return (
    <span
      ref={bubble}
      id={id}
      role="tooltip"
      popover="manual"
      onPointerEnter={stay}
      onPointerLeave={leave}
      className="fixed inset-auto m-0 max-w-72 overflow-visible animate-appear whitespace-normal rounded-control border border-line bg-float px-2 py-1 text-left font-normal text-label text-ink shadow-float"
    >
      {children}
    </span>
  );
}
