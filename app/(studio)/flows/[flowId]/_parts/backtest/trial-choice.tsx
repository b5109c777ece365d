"use client";
import { Select } from "@/components/ui/select";
import { timeText } from "@/components/ui/time-text";

type Props = {
  trials: readonly { id: string; requestedAt: Date; requestedBy: string }[];
  shown: string | null;
  onShow: (id: string) => void;
};

/** Which of the trials that are kept is shown, where there are several. */
export function TrialChoice({ trials, shown, onShow }: Props) {
  if (trials.length < 2) return null;
  return (
    <Select
      label="Trial"
      className="w-full"
      value={shown}
      choices={trials.map(({ id, requestedAt, requestedBy }) => ({
        value: id,
        label: `${timeText(requestedAt, "minute", new Date())}, ${requestedBy}`,
      }))}
      onChange={(id) => (id ? onShow(id) : undefined)}
    />
  );
}
