import { CodeBlock } from "@/components/ui/code-block";
import { Mono } from "@/components/ui/mono";
import type { ApiDocument } from "./document";

/** How to get a token, and what each scope allows. */
export function Authentication({ document }: { document: ApiDocument }) {
  const scheme = Object.values(document.components?.securitySchemes ?? {})[0];
  const grant = scheme?.flows?.clientCredentials;
  if (!grant) return null;
  const request = [
    `curl ${grant.tokenUrl} \\`,
    `  -u 'CLIENT_ID:CLIENT_SECRET' \\`,
    "  -d grant_type=client_credentials",
  ].join("\n");
  return (
    <section
      id="authentication"
      aria-labelledby="authentication-title"
      className="scroll-mt-4 space-y-4 rounded-card border border-line bg-panel p-4 md:p-5"
    >
      <header className="space-y-2">
        <h2 id="authentication-title" className="font-semibold text-reading">
          Authentication
        </h2>
        <p className="max-w-[72ch] text-quiet">
          OAuth 2.0, client credentials. Send the token as <Mono className="text-ink">Authorization: Bearer …</Mono>.{" "}
          {scheme?.description}
        </p>
      </header>
      <CodeBlock text={request} what="token request" />
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_minmax(0,1fr)]">
        {Object.entries(grant.scopes).map(([scope, text]) => (
          <div key={scope} className="contents">
            <dt>
              <Mono>{scope}</Mono>
            </dt>
            <dd className="text-quiet">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
