import { Mono } from "@/components/ui/mono";
import { Time } from "@/components/ui/time";
import type { Detail } from "./detail";

/** Rings that the account's rules refused, and why. */
export function RefusedRings({ refused }: Pick<Detail, "refused">) {
  return (
    <section aria-label="Refused rings" className="border-line border-t">
      <ul>
        {refused.map(({ id, at, party, to, message, until }) => (
          <li key={id} className="border-line border-t px-4 py-3 first:border-t-0">
            <h3 className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{party === "agent" ? "Agent" : "Contact"} not rung</span>{" "}
              <Mono className="text-work">{to}</Mono>
              <span className="text-label text-quiet">
                <Time value={at} as="clock" />
              </span>
            </h3>
            <p className="text-quiet">
              {message}
              {until ? (
                <>
                  {" "}
                  Not before <Time value={until} as="minute" />.
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
