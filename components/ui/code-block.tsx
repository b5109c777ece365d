import { CopyButton } from "./copy-button";

/** Preformatted text with a copy button; `what` names it for that button. */
export function CodeBlock({ text, what }: { text: string; what: string }) {
  return (
    <div className="relative min-w-0 rounded-card border border-line bg-well text-left">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1). */}
      <pre tabIndex={0} className="overflow-x-auto py-3 pr-10 pl-3 font-mono text-ink text-label">
        {text}
      </pre>
      <div className="absolute top-1.5 right-1.5 rounded-control bg-well">
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}
