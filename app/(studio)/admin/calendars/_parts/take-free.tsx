import { useId } from "react";
import { Switch } from "@/components/ui/switch";

/** Whether events that are marked as free count, too; public holiday calendars mark all of theirs so. */
export function TakeFree({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="flex items-center gap-2">
      <Switch id={id} checked={on} onChange={onChange} />
      <label htmlFor={id}>Take days that are marked as free, too, as public holidays often are</label>
    </div>
  );
}
