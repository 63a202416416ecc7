/** What is said where there is no such member: never one, removed, or erased. */
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat } from "../app/format.ts";
import { may } from "../app/permissions.ts";
import { useText } from "../app/preferences.tsx";
import { useOrganization } from "../app/session.ts";
import { Empty } from "../kit/empty.tsx";
import { PageButton } from "../kit/links.tsx";
import { personName } from "../kit/person.tsx";
import { ProblemAlert } from "../kit/problem.tsx";
import { personEventsQuery } from "./member-queries.ts";

const types = ["MemberFounded", "MemberInvited", "MemberRemoved", "PersonalDataErased"] as const;

export function MemberMissing({ userId }: { readonly userId: string }) {
  const { member: text } = useText();
  const { organizationId, userRole } = useOrganization();
  const [isAsked, setAsked] = useState(false);
  if (isAsked) return <WhatHappened userId={userId} />;
  return (
    <Empty
      title={text.noMember}
      hint={text.noMemberHint}
      action={
        <>
          {may(userRole, "audit:read") ? (
            <Button onClick={() => setAsked(true)}>{text.askLog}</Button>
          ) : null}
          <ToList organizationId={organizationId} />
        </>
      }
    />
  );
}

/** What the audit log says. It is asked only on a click, because to look is recorded. */
function WhatHappened({ userId }: { readonly userId: string }) {
  const text = useText();
  const { member } = text;
  const format = useFormat();
  const { organizationId } = useOrganization();
  const { data, error, refetch } = useQuery(personEventsQuery(organizationId, userId, types));
  if (error !== null) return <ProblemAlert error={error} onRetry={refetch} />;
  if (data === undefined) return <Skeleton h={120} />;
  const erased = data.find(({ type }) => type === "PersonalDataErased");
  const removed = data.find(({ type }) => type === "MemberRemoved");
  const invited = data.find(({ type }) => type === "MemberInvited");
  const name = nameIn(invited?.data ?? {});
  const toList = <ToList organizationId={organizationId} />;
  if (erased !== undefined) {
    return (
      <Empty
        title={member.erasedOn(format.date(erased.occurredAt))}
        hint={member.erasedHint}
        action={toList}
      />
    );
  }
  if (removed !== undefined) {
    const by = personName(removed.actor.userId, removed.actor, text);
    return (
      <Empty
        title={member.removedOn(name ?? member.one, format.date(removed.occurredAt), by)}
        hint={member.removedHint}
        action={toList}
      />
    );
  }
  return <Empty title={member.neverMember} hint={member.neverMemberHint} action={toList} />;
}

function ToList({ organizationId }: { readonly organizationId: string }) {
  const { member } = useText();
  return (
    <PageButton to="/o/$organizationId/users" params={{ organizationId }} variant="default">
      {member.toList}
    </PageButton>
  );
}

/** The name that the inviter wrote. */
function nameIn({
  name,
  firstName,
  lastName,
}: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof name === "string") return name;
  return typeof firstName === "string" && typeof lastName === "string"
    ? `${firstName} ${lastName}`
    : undefined;
}
