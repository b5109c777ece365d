import { meaningOf } from "@/app/_parts/error-meanings";
import { CodeBlock } from "@/components/ui/code-block";
import { Mono } from "@/components/ui/mono";

type Listed = { code: string; status: string };

/** All errors of the API; a problem document's `type` links here. */
export function ErrorList({ errors, base }: { errors: Listed[]; base: string }) {
  const example = JSON.stringify(
    {
      type: `${base}/docs/api#invalid_arguments`,
      title: "The arguments do not fit",
      status: 400,
      code: "invalid_arguments",
      message: "The body does not fit the flow's arguments.",
      fields: [{ name: "contact_2", description: "is missing" }],
    },
    null,
    2,
  );
  return (
    <section
      id="errors"
      aria-labelledby="errors-title"
      className="scroll-mt-4 space-y-4 rounded-card border border-line bg-panel p-4 md:p-5"
    >
      <header className="space-y-2">
        <h2 id="errors-title" className="font-semibold text-reading">
          Errors
        </h2>
        <p className="max-w-[72ch] text-quiet">
          Every error has the same shape, <Mono className="text-ink">application/problem+json</Mono> (RFC 9457). Decide
          by <Mono className="text-ink">code</Mono>; texts may change.
        </p>
      </header>
      <CodeBlock text={example} what="example error" />
      <dl className="divide-y divide-line">
        {errors.map(({ code, status }) => (
          <div
            key={code}
            id={code}
            className="scroll-mt-4 gap-4 py-2 target:bg-accent-wash sm:grid sm:grid-cols-[3rem_13rem_minmax(0,1fr)]"
          >
            <dt className="contents">
              <Mono className="text-quiet">{status}</Mono> <Mono>{code}</Mono>
            </dt>
            <dd className="text-quiet">{meaningOf(code)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
