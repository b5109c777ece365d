import Link from "next/link";
import type { ConnectionRow } from "./shown";

const USES_SHOWN = 2;

/** The flows that name a connection or an action, each a way there. */
export function Uses({ uses }: { uses: ConnectionRow["uses"] }) {
  if (uses.length === 0) return <span className="text-quiet">No flow</span>;
  const shown = uses.slice(0, USES_SHOWN);
  return (
    <ul className="flex flex-wrap gap-x-3">
      {shown.map(({ flowId, flowName, published }) => (
        <li key={flowId}>
          <Link href={`/flows/${flowId}`} className="text-accent-ink underline-offset-2 hover:underline">
            {flowName}
          </Link>
          {published ? null : <span className="text-quiet"> (draft)</span>}
        </li>
      ))}
      {uses.length > shown.length ? <li className="text-quiet">and {uses.length - shown.length} more</li> : null}
    </ul>
  );
}
