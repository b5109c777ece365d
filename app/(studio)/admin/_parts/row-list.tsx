import { Plus } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { useItems } from "@/components/form/use-items";
import { Button } from "@/components/ui/button";

type RowListProps = {
  title: string;
  /** The button that adds a row. */
  add: string;
  rows: Pick<ReturnType<typeof useItems<unknown>>, "list" | "announcement" | "add">;
  /** What is wrong with the list as a whole. */
  wrong: string | undefined;
  /** The rows, each a list item. */
  children: ReactNode;
};

/** The frame around rows that are added and removed: its title, what is wrong with it, and what was done for those who hear it. */
export function RowList({ title, add, rows, wrong, children }: RowListProps) {
  const id = useId();
  return (
    <fieldset {...rows.list} aria-labelledby={id} className="grid min-w-0 gap-2">
      <p id={id} className="font-medium text-label">
        {title}
      </p>
      <ol className="grid gap-2">{children}</ol>
      {wrong ? (
        <p role="alert" className="text-bad text-label">
          {wrong}
        </p>
      ) : null}
      <Button look="ghost" size="small" className="justify-self-start" data-add onClick={rows.add}>
        <Plus aria-hidden /> {add}
      </Button>
      <span role="status" className="sr-only">
        {rows.announcement}
      </span>
    </fieldset>
  );
}
