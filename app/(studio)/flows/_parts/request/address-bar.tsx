import { Gauge, ShieldCheck } from "lucide-react";
import { CopyButton } from "@/components/ui/copy-button";
import { Mono } from "@/components/ui/mono";

type AddressBarProps = { method: string; url: string; scope: string; rate: number };

/** The request's method and address, and the scope it needs. */
export function AddressBar({ method, url, scope, rate }: AddressBarProps) {
  return (
    <div className="space-y-2">
      <p className="flex items-center gap-2 rounded-card border border-line bg-well py-1.5 pr-1.5 pl-3">
        <span className="rounded-tag bg-good-wash px-1.5 font-medium font-mono text-good text-label">{method}</span>
        <Mono className="min-w-0 flex-1 break-all">{url}</Mono>
        <CopyButton text={url} what="address" />
      </p>
      <p className="flex flex-wrap gap-x-5 gap-y-1 text-quiet">
        <span className="inline-flex items-center gap-1.5">
          <ShieldCheck aria-hidden className="size-4" /> Scope <Mono className="text-ink">{scope}</Mono>
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Gauge aria-hidden className="size-4" /> At most {rate} {rate === 1 ? "request" : "requests"} a second for the
          whole account
        </span>
      </p>
    </div>
  );
}
