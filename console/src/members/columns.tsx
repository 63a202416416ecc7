/** The columns of the list of users. */
import { Badge, Text } from "@mantine/core";
import type { Schemas } from "@muster/client";
import type { Format } from "../app/intl-format.ts";
import type { Column } from "../kit/data-table.tsx";
import type { Catalogue } from "../text/catalogue.ts";
import type { Member, News } from "./members-list.ts";
import { PersonCell } from "./person-cell.tsx";
import { RoleCell } from "./role-cell.tsx";
import { SolutionsCell } from "./solutions-cell.tsx";

interface Context {
  readonly text: Catalogue;
  readonly format: Format;
  readonly news: News;
}

const inviteColors: Readonly<Record<Schemas["InviteStatus"], string>> = {
  PENDING: "gray",
  SENT: "blue",
  FAILED: "red",
  ACCEPTED: "gray",
  EXPIRED: "orange",
  REVOKED: "gray",
};

export function memberColumns({ text, format, news }: Context): readonly Column<Member>[] {
  const { members, common } = text;
  const fresh = new Set(news.shown.map(({ userId }) => userId));
  return [
    {
      id: "person",
      header: members.person,
      meta: { width: "34%" },
      cell: ({ row: { original: member } }) => (
        <PersonCell
          member={member}
          mark={
            news.gone.has(member.userId) ? "gone" : fresh.has(member.userId) ? "new" : undefined
          }
        />
      ),
    },
    {
      id: "role",
      header: common.role,
      meta: { width: "15%" },
      cell: ({ row: { original: member } }) => (
        <RoleCell member={member} isReadOnly={news.gone.has(member.userId)} />
      ),
    },
    {
      id: "solutions",
      header: members.solutions,
      meta: { width: "12%" },
      cell: ({ row: { original: member } }) => <SolutionsCell member={member} />,
    },
    {
      id: "invite",
      header: members.inviteStatus,
      meta: { width: "19%" },
      cell({ row: { original } }) {
        const { invite, userStatus } = original;
        if (invite === undefined) {
          return userStatus === "INVITED" ? (
            <Text size="sm">{members.notInvitedByMail}</Text>
          ) : null;
        }
        const { status, sentAt, failure } = invite;
        return (
          <>
            <Badge size="sm" variant="light" color={inviteColors[status]} title={failure}>
              {members.inviteStatuses[status]}
            </Badge>
            {sentAt === undefined || status === "ACCEPTED" ? null : (
              <Text size="xs" c="dimmed">
                {format.date(sentAt)}
              </Text>
            )}
          </>
        );
      },
    },
    {
      id: "lastActive",
      header: members.lastActive,
      meta: { width: "20%" },
      cell({ row: { original } }) {
        const { lastActiveAt } = original;
        return lastActiveAt === undefined ? (
          <Text size="sm" c="dimmed">
            {common.never}
          </Text>
        ) : (
          <Text size="sm" title={format.dateTime(lastActiveAt)}>
            <time dateTime={lastActiveAt}>{format.relative(lastActiveAt)}</time>
          </Text>
        );
      },
    },
  ];
}
