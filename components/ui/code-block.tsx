import { CopyButton } from "./copy-button";

/** Preformatted text with a copy button beside it; `what` names it for that button. */
export function CodeBlock({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex min-w-0 items-start rounded-card border border-line bg-well text-left">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1). */}
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto p-3 font-mono text-ink text-label">
        {text}
      </pre>
      <div className="shrink-0 p-1.5">
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}
