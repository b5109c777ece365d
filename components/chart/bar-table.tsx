import Link from "next/link";
import { Cell, Head, Row, Table } from "@/components/ui/table";

export type Bar = { key: string; name: string; detail?: string; number: number; href: string };

type BarTableProps = { label: string; of: string; counted: string; bars: Bar[]; whole: number };

/** Counts by name as a table whose bars show how they compare; each count opens what it counts. */
export function BarTable({ label, of, counted, bars, whole }: BarTableProps) {
  const most = Math.max(1, ...bars.map(({ number }) => number));
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Head>{of}</Head>
          <Head className="w-1/3">
            <span className="sr-only">Bar</span>
          </Head>
          <Head className="text-right">{counted}</Head>
          <Head className="text-right">Share</Head>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, name, detail, number, href }) => (
          <Row key={key}>
            <Cell className="whitespace-normal">
              {name}
              {detail ? <span className="text-quiet"> · {detail}</span> : null}
            </Cell>
            <Cell>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" className="block h-2 w-full" aria-hidden="true">
                <rect width={(number / most) * 100} height="8" className="fill-accent" />
              </svg>
            </Cell>
            <Cell className="tabular text-right">
              <Link href={href} className="text-accent-ink underline underline-offset-2">
                {number.toLocaleString("en")}
              </Link>
            </Cell>
            <Cell className="tabular text-right">{whole > 0 ? `${Math.round((number / whole) * 100)} %` : "–"}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
