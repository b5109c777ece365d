import { Fact, Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { Detail } from "./detail";

/** What the contact has agreed to, as the request said it. */
export function ConsentPanel({ consent }: { consent: NonNullable<Detail["consent"]> }) {
  return (
    <Panel title="Consent">
      <Facts>
        <Fact name="Purpose">{consent.purpose}</Fact>
        <Fact name="Text">{consent.text_version}</Fact>
        <Fact name="Given">
          <Time value={consent.at} />
        </Fact>
        <Fact name="Source">{consent.source}</Fact>
      </Facts>
    </Panel>
  );
}

/** The words that the visitor of a button has agreed to. */
export function AgreedPanel({ agreed }: { agreed: NonNullable<Detail["agreed"]> }) {
  const { text, language, origin, at } = agreed;
  return (
    <Panel title="Consent">
      <p lang={language} className="mb-3">
        {text ? `“${text}”` : <span className="text-quiet">The words were erased with the person.</span>}
      </p>
      <Facts>
        <Fact name="Given">
          <Time value={at} />
        </Fact>
        <Fact name="On">{origin}</Fact>
      </Facts>
    </Panel>
  );
}
