/** Invites people from a CSV file: pick it, see what the service says of each row, correct, send. */
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useText } from "../app/preferences.tsx";
import { PageButton } from "../kit/links.tsx";
import { Page } from "../kit/page.tsx";
import { InvitationFile } from "./invitation-file.tsx";
import type { InvitationRow } from "./invitation-rows.ts";
import { InvitationTable } from "./invitation-table.tsx";

const route = getRouteApi("/signed-in/o/$organizationId/users/import");

export function InviteManyPage() {
  const { members } = useText();
  const { organizationId } = route.useParams();
  const [rows, setRows] = useState<readonly InvitationRow[]>([]);
  return (
    <Page
      title={members.inviteMany}
      actions={
        <PageButton variant="default" to="/o/$organizationId/users" params={{ organizationId }}>
          {members.title}
        </PageButton>
      }
    >
      {rows.length === 0 ? (
        <InvitationFile onRows={setRows} />
      ) : (
        <InvitationTable rows={rows} onChange={setRows} />
      )}
    </Page>
  );
}
