import { Fact, Facts } from "@/components/ui/facts";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { Uses } from "../../../_parts/uses";
import { AUTH_LABELS, isAuth } from "../../_parts/auth-labels";
import type { ConnectionDetail } from "../../_parts/connection";

/** A connection's address and authentication. Of the secret it shows only when it was set. */
export function ConnectionFacts({ connection }: { connection: ConnectionDetail }) {
  const { baseUrl, auth, settings, secretSetAt, uses } = connection;
  const { user, header, tokenUrl, clientId, scope } = settings;
  return (
    <Panel>
      <Facts values="long">
        <Fact name="Base URL">
          <Mono className="break-all">{baseUrl}</Mono>
        </Fact>
        <Fact name="Authentication">{isAuth(auth) ? AUTH_LABELS[auth] : auth}</Fact>
        {user ? <Fact name="User">{user}</Fact> : null}
        {header ? (
          <Fact name="Header">
            <Mono>{header}</Mono>
          </Fact>
        ) : null}
        {tokenUrl ? (
          <Fact name="Token endpoint">
            <Mono className="break-all">{tokenUrl}</Mono>
          </Fact>
        ) : null}
        {clientId ? (
          <Fact name="Client">
            <Mono className="break-all">{clientId}</Mono>
          </Fact>
        ) : null}
        {scope ? <Fact name="Scope">{scope}</Fact> : null}
        {secretSetAt ? (
          <Fact name="Secret">
            Sealed <Time value={secretSetAt} />
          </Fact>
        ) : null}
        <Fact name="Used in">
          <Uses uses={uses} />
        </Fact>
      </Facts>
    </Panel>
  );
}
