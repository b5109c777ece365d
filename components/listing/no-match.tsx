import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type NoMatchProps = {
  title: string;
  text?: string;
  /** The label of the button that clears the filters. */
  action?: string;
  clear: () => void;
};

/** Shown when filters or a search leave no row, with the way back to all rows. */
export function NoMatch({ title, text, action = "Clear filters", clear }: NoMatchProps) {
  return (
    <EmptyState icon={SearchX} title={title}>
      {text ? <p>{text}</p> : null}
      <Button onClick={clear}>{action}</Button>
    </EmptyState>
  );
}
