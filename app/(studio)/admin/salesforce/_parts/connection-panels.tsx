"use client";
import { CircleCheck, CircleDashed, Download, TriangleAlert } from "lucide-react";
import { Badge, Status } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Fact, Facts } from "@/components/ui/facts";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { Uses } from "../../_parts/uses";
import { AUTH_LABELS, type Connection, type FlowUse } from "./salesforce";

/** The connection's status and settings, the certificate for Salesforce, and the flows that use it. */
export function ConnectionPanels({ connection, uses }: { connection: Connection; uses: FlowUse[] }) {
  const { auth, loginUrl, instanceUrl, clientId, username, certificate, apiVersion } = connection;
  return (
    <>
      {connection.lastError ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert">
          <strong className="font-semibold">Salesforce did not let us in</strong>, last at{" "}
          {connection.lastErrorAt ? <Time value={connection.lastErrorAt} /> : null}: {connection.lastError}
        </Notice>
      ) : null}
      <Panel title="Connection" aside={<ConnectionStatus connection={connection} />}>
        <Facts values="long">
          <Fact name="Sign-in">{AUTH_LABELS[auth]}</Fact>
          <Fact name="Login address">
            <Mono>{loginUrl}</Mono>
          </Fact>
          <Fact name="Consumer key">
            <span className="min-w-0 truncate" title={clientId}>
              <Mono>{clientId}</Mono>
            </span>
          </Fact>
          {username ? <Fact name="Queries run as">{username}</Fact> : null}
          <Fact name="Instance address">
            {instanceUrl ? <Mono>{instanceUrl}</Mono> : "As Salesforce says at sign-in"}
          </Fact>
          <Fact name="API version">
            <Mono>{apiVersion}</Mono>
          </Fact>
          <Fact name={auth === "jwt_bearer" ? "Private key set" : "Consumer secret set"}>
            <Time value={connection.secretSetAt} />
          </Fact>
        </Facts>
      </Panel>
      {certificate ? <Certificate text={certificate} /> : null}
      <Panel title="Flows that look things up">
        {uses.length > 0 ? (
          <Uses uses={uses} all />
        ) : (
          <p className="text-quiet">None yet. Place a Salesforce data dip in a flow to use the connection.</p>
        )}
      </Panel>
    </>
  );
}

function ConnectionStatus({ connection: { lastError, checkedAt } }: { connection: Connection }) {
  if (lastError)
    return (
      <Badge tone="bad" icon={TriangleAlert}>
        Refused
      </Badge>
    );
  if (!checkedAt)
    return (
      <Status tone="off" icon={CircleDashed}>
        Not used yet
      </Status>
    );
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <Status tone="good" icon={CircleCheck}>
        Works
      </Status>
      <span className="text-label text-quiet">
        Signed in <Time value={checkedAt} />
      </span>
    </span>
  );
}

function Certificate({ text }: { text: string }) {
  return (
    <Panel
      title="Certificate for Salesforce"
      aside={
        <Button asChild>
          <a href={`data:application/x-pem-file,${encodeURIComponent(text)}`} download="patchcord-salesforce.crt">
            <Download aria-hidden /> Download
          </a>
        </Button>
      }
    >
      <p className="mb-3 max-w-[72ch] text-quiet">
        Upload it in Salesforce where the app asks for a digital signature, and let the user approve the app. It is not
        secret: the key that belongs to it stays here.
      </p>
      <CodeBlock text={text} what="certificate" />
    </Panel>
  );
}
