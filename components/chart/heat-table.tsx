import { Table } from "@/components/ui/table";

type HeatTableProps = {
  label: string;
  rows: string[];
  columns: string[];
  value: (row: number, column: number) => number;
};

/** The deepest colour still lets its number be read. */
const DEEPEST = 45;

/** A table of numbers whose cells are the deeper coloured the larger they are. */
export function HeatTable({ label, rows, columns, value }: HeatTableProps) {
  const most = Math.max(1, ...rows.flatMap((_, row) => columns.map((__, column) => value(row, column))));
  return (
    <Table label={label} className="text-label">
      <thead>
        <tr>
          <td className="px-2" />
          {columns.map((column) => (
            <th key={column} scope="col" className="px-1 py-1 text-center font-medium text-quiet">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((name, row) => (
          <tr key={name}>
            <th scope="row" className="px-2 py-1 text-left font-medium text-quiet">
              {name}
            </th>
            {columns.map((column, index) => {
              const number = value(row, index);
              const depth = Math.round((number / most) * DEEPEST);
              return (
                <td
                  key={column}
                  className="tabular min-w-8 border border-panel px-1 py-1.5 text-center"
                  style={{ backgroundColor: `color-mix(in oklch, var(--accent) ${depth}%, var(--panel))` }}
                >
                  {number > 0 ? number.toLocaleString("en") : <span className="sr-only">0</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
