import Link from "next/link";

const USES_SHOWN = 2;

export type Use = { flowId: string; flowName: string; published: boolean };

/** Links to the flows that use something; without `all`, the first two and a count. */
export function Uses({ uses, all }: { uses: readonly Use[]; all?: boolean }) {
  if (uses.length === 0) return <span className="text-quiet">No flow</span>;
  const shown = all ? uses : uses.slice(0, USES_SHOWN);
  return (
    <ul className={all ? "list-disc space-y-0.5 pl-5" : "flex flex-wrap gap-x-3"}>
      {shown.map(({ flowId, flowName, published }) => (
        <li key={flowId} className="leading-6">
          <Link href={`/flows/${flowId}`} className="text-accent-ink underline underline-offset-2">
            {flowName}
          </Link>
          {published ? null : <span className="text-quiet"> (draft)</span>}
        </li>
      ))}
      {uses.length > shown.length ? <li className="text-quiet">and {uses.length - shown.length} more</li> : null}
    </ul>
  );
}
