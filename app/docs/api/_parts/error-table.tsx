import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { codesOf, type Operation } from "./document";

/** The error responses of an operation: status, codes and headers. */
export function ErrorTable({ label, responses }: { label: string; responses: Operation["responses"] }) {
  const errors = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <Table label={label}>
        <thead className="bg-well">
          <tr>
            <Head>Status</Head>
            <Head className="w-full">Code</Head>
            <Head>Headers</Head>
          </tr>
        </thead>
        <tbody>
          {errors.map(([status, { description, headers }]) => (
            <Row key={status} className="align-top">
              <Cell>
                <Mono>{status}</Mono>
              </Cell>
              <Cell className="!whitespace-normal min-w-48">
                {codesOf(description).map((code) => (
                  <a key={code} href={`#${code}`} className="mr-3 whitespace-nowrap underline-offset-2 hover:underline">
                    <Mono>{code}</Mono>
                  </a>
                ))}
              </Cell>
              <Cell>
                <Mono className="text-quiet">{Object.keys(headers ?? {}).join(", ") || "–"}</Mono>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
