import { Check } from "lucide-react";
import { classNames } from "@/components/ui/class-names";

/** The steps of the wizard; announces the current one when it changes. */
export function WizardSteps({ steps, current }: { steps: string[]; current: number }) {
  return (
    <>
      <p role="status" className="sr-only">
        Step {current + 1} of {steps.length}: {steps[current]}
      </p>
      <ol aria-hidden className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-label">
        {steps.map((step, index) => (
          <li
            key={step}
            className={classNames("flex items-center gap-1.5", index === current && "font-medium text-ink")}
          >
            <span
              className={classNames(
                "tabular grid size-5 place-items-center rounded-round",
                index === current ? "bg-accent text-on-accent" : index < current ? "bg-good-wash text-good" : "bg-well",
              )}
            >
              {index < current ? <Check className="size-3" /> : index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </>
  );
}
