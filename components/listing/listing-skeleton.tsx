import { classNames } from "@/components/ui/class-names";
import { Loading, Skeleton } from "@/components/ui/skeleton";

/** The height of a row, and the widths of the grey bars in it. */
const SHAPES = {
  plain: {
    row: "h-12",
    names: ["w-32", "w-44", "w-36", "w-40", "w-28"],
    cells: ["hidden w-28 sm:block", "hidden w-40 lg:block", "ml-auto w-16"],
  },
  dense: {
    row: "h-10",
    names: ["w-24", "w-32", "w-28", "w-36", "w-24", "w-32", "w-28", "w-32"],
    cells: ["hidden w-28 sm:block", "ml-auto w-20"],
  },
  described: {
    row: "h-14",
    names: ["w-40", "w-56", "w-32", "w-48", "w-44", "w-36"],
    cells: ["hidden w-24 sm:block", "hidden w-32 md:block", "w-16"],
  },
} as const;

export type SkeletonShape = keyof typeof SHAPES;

/** The shape of a list while it loads. */
export function ListingSkeleton({ what, shape = "plain" }: { what: string; shape?: SkeletonShape }) {
  const { row, names, cells } = SHAPES[shape];
  return (
    <div>
      <Loading what={what} />
      {names.map((width, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change.
          key={index}
          className={classNames("flex items-center gap-6 border-line border-b px-4 last:border-b-0", row)}
        >
          {shape === "dense" ? <Skeleton className="w-28" /> : null}
          {shape === "described" ? (
            <div className="min-w-0 flex-1 space-y-2">
              <Skeleton className={width} />
              <Skeleton className="h-3 w-64 max-w-full" />
            </div>
          ) : (
            <Skeleton className={width} />
          )}
          {cells.map((cell) => (
            <Skeleton key={cell} className={cell} />
          ))}
        </div>
      ))}
    </div>
  );
}
