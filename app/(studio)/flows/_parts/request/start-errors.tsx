import { meaningOf } from "@/app/_parts/error-meanings";
import { Mono } from "@/components/ui/mono";
import type { RequestInfo } from "../flow/flow";

/** The errors of a refused start. */
export function StartErrors({ list }: { list: RequestInfo["errors"] }) {
  return (
    <dl className="divide-y divide-line rounded-card border border-line">
      {list.map(({ code, status }) => (
        <div key={code} className="gap-4 px-3 py-2 sm:grid sm:grid-cols-[14rem_minmax(0,1fr)]">
          <dt className="space-x-2">
            <Mono className="text-quiet">{status}</Mono>
            <Mono>{code}</Mono>
          </dt>
          <dd className="text-quiet">{meaningOf(code)}</dd>
        </div>
      ))}
    </dl>
  );
}
