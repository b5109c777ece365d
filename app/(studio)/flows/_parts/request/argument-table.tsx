import { Mono } from "@/components/ui/mono";
import type { RequestInfo } from "../flow/flow";

/** Describes each key of the request's body. */
export function ArgumentTable({ list }: { list: RequestInfo["arguments"] }) {
  return (
    <dl className="divide-y divide-line rounded-card border border-line">
      {list.map(({ name, description, example }) => (
        <div key={name} className="gap-4 px-3 py-2 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt>
            <Mono className="break-all">{name}</Mono>
          </dt>
          <dd className="text-quiet">
            {description || "Text, required."}
            {example ? (
              <>
                {" "}
                For example <Mono className="text-ink">{example}</Mono>
              </>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
