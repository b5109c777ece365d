import { Mono } from "@/components/ui/mono";

const HEADERS = [
  { name: "Authorization", value: "Bearer <access token>", text: "The token of the token request." },
  { name: "Content-Type", value: "application/json", text: "Anything else is refused." },
  {
    name: "Idempotency-Key",
    value: "optional, up to 255 characters",
    text: "For 24 hours the same key and body give the first answer again and call nobody twice.",
  },
];

export function HeaderTable() {
  return (
    <dl className="divide-y divide-line rounded-card border border-line">
      {HEADERS.map(({ name, value, text }) => (
        <div key={name} className="gap-4 px-3 py-2 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt>
            <Mono>{name}</Mono>
          </dt>
          <dd>
            <Mono className="break-words">{value}</Mono>
            <span className="block text-quiet">{text}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
