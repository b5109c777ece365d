import type { ChangedValue } from "./changed-values";

/** The changed values before and after, marked by sign and word as well as by colour. */
export function Difference({ values }: { values: ChangedValue[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
      {values.map(({ name, before, after }) => (
        <div key={name} className="contents">
          <dt className="pt-0.5 text-label text-quiet">{name}</dt>
          <dd className="min-w-0 space-y-0.5 whitespace-normal">
            {before === null ? null : <Side sign="−" word="Before" tone="bg-bad-wash text-bad" text={before} />}
            {after === null ? null : <Side sign="+" word="After" tone="bg-good-wash text-good" text={after} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Side({ sign, word, tone, text }: { sign: string; word: string; tone: string; text: string }) {
  return (
    <p className={`flex gap-2 rounded-tag px-2 py-0.5 font-mono text-label ${tone}`}>
      <span aria-hidden className="shrink-0 select-none">
        {sign}
      </span>
      <span className="sr-only">{word}: </span>
      <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{text}</span>
    </p>
  );
}
