import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import type { SchemaRow } from "./schema-rows";

export function SchemaTable({ label, rows }: { label: string; rows: SchemaRow[] }) {
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <Table label={label}>
        <thead className="bg-well">
          <tr>
            <Head>Name</Head>
            <Head className="max-sm:hidden">Type</Head>
            <Head className="w-full">Meaning</Head>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, type, required, description, example }) => (
            <Row key={name} className="align-top">
              <Cell>
                <Mono>{name}</Mono>
                <Mono className="block text-quiet sm:hidden">{type}</Mono>
                {required ? null : <span className="block text-label text-quiet">optional</span>}
              </Cell>
              <Cell className="!whitespace-normal min-w-40 max-sm:hidden">
                <Mono className="text-quiet">{type}</Mono>
              </Cell>
              <Cell className="!whitespace-normal wrap-anywhere sm:min-w-56">
                {description}
                {example ? (
                  <span className="block text-label text-quiet">
                    Example: <Mono className="break-all">{example}</Mono>
                  </span>
                ) : null}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
