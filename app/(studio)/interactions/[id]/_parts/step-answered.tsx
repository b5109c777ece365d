import { Ear } from "lucide-react";

/** Who answered the call that the step made, and what told so. */
export function StepAnswered({ answered }: { answered: string | null }) {
  if (answered === null) return null;
  return (
    <p className="flex items-center gap-1.5 text-quiet">
      <Ear aria-hidden className="size-3.5 shrink-0" /> {answered}
    </p>
  );
}
