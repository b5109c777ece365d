import Link from "next/link";
import { Time } from "@/components/ui/time";
import type { CallbackRow } from "./callback-row";

/** Who had a callback rung again and when, with the interaction that did so. */
export function RungAgain({ callback: { again } }: { callback: CallbackRow }) {
  if (!again) return null;
  const { at, by, interaction } = again;
  return (
    <p className="mt-1 text-label text-quiet">
      <Link href={`/interactions/${interaction}`} className="underline-offset-2 hover:underline">
        Rung again <Time value={at} as="clock" />
      </Link>{" "}
      by {by}
    </p>
  );
}
