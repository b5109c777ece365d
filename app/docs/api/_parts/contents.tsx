import type { NamedOperation } from "./document";
import { Method } from "./operation-section";

export function Contents({ operations }: { operations: NamedOperation[] }) {
  const link = "flex items-center gap-2 rounded-control px-2 py-1 text-quiet hover:bg-hover hover:text-ink";
  return (
    <nav aria-label="On this page" className="xl:sticky xl:top-6">
      <ul className="space-y-0.5">
        <li>
          <a href="#authentication" className={link}>
            Authentication
          </a>
        </li>
        {operations.map(({ operationId, method, summary }) => (
          <li key={operationId}>
            <a href={`#${operationId}`} className={link}>
              <Method method={method} /> {summary}
            </a>
          </li>
        ))}
        <li>
          <a href="#events" className={link}>
            Events
          </a>
        </li>
        <li>
          <a href="#errors" className={link}>
            Errors
          </a>
        </li>
      </ul>
    </nav>
  );
}
