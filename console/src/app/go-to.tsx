/** Ctrl K: goes to a page, to another organization, or to somebody in this one. */
import { Spotlight, spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useDebouncedValue } from "@mantine/hooks";
import { unwrap } from "@muster/client";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { memberName, membersPath } from "../members/members-list.ts";
import { api } from "./api.ts";
import { organizationPages, ownPages } from "./navigation.ts";
import { may } from "./permissions.ts";
import { useText } from "./preferences.tsx";
import { type OwnOrganization, useManagedOrganizations } from "./session.ts";
import { useReturnFocus } from "../kit/return-focus.ts";
import "@mantine/spotlight/styles.css";

interface Props {
  readonly organization: OwnOrganization | undefined;
  readonly onClose: () => void;
}

/** What one types is searched for among people when one pauses. */
const pauseMilliseconds = 200;
const peopleShown = 5;

export default function GoTo({ organization, onClose }: Props) {
  const text = useText();
  const { shell, common } = text;
  const navigate = useNavigate();
  const organizations = useManagedOrganizations();
  const [query, setQuery] = useState("");
  const people = usePeople(organization, query.trim());
  useEffect(spotlight.open, []);
  useReturnFocus();

  const pages = organizationPages
    .filter(
      ({ permission }) => organization !== undefined && may(organization.userRole, permission),
    )
    .map(({ to, text: name }): SpotlightActionData => {
      const params = { organizationId: organization?.organizationId ?? "" };
      return { id: to, label: shell[name], onClick: () => void navigate({ to, params }) };
    });
  const own = ownPages(text).map(({ to, label }): SpotlightActionData => ({
    id: to,
    label,
    onClick: () => void navigate({ to }),
  }));
  const persons = people.map((member): SpotlightActionData => {
    const { organizationId, userId, email } = member;
    const to = "/o/$organizationId/users/$userId";
    return {
      id: userId,
      label: memberName(member, text),
      ...(email === undefined ? {} : { description: email }),
      onClick: () => void navigate({ to, params: { organizationId, userId } }),
    };
  });
  const others = organizations.map(({ organizationId, name }): SpotlightActionData => {
    const to = "/o/$organizationId/users";
    return {
      id: organizationId,
      label: name,
      description: common.organization,
      onClick: () => void navigate({ to, params: { organizationId } }),
    };
  });

  return (
    <Spotlight
      // The keys are bound in shortcuts.tsx, with the others.
      shortcut={null}
      actions={[...pages, ...own, ...others, ...persons]}
      query={query}
      onQueryChange={setQuery}
      limit={12}
      nothingFound={shell.nothingFound}
      attributes={{ content: { "aria-label": shell.goTo } }}
      searchProps={{ placeholder: shell.goToPlaceholder, "aria-label": shell.goTo }}
      onSpotlightClose={onClose}
    />
  );
}

/** Those in the organization whose name or address has the text in it. */
function usePeople(organization: OwnOrganization | undefined, text: string) {
  const [search] = useDebouncedValue(text, pauseMilliseconds);
  const organizationId = organization?.organizationId ?? "";
  const isAllowed = organization !== undefined && may(organization.userRole, "users:view");
  const params = { path: { organizationId }, query: { search, limit: peopleShown } };
  const { data } = useQuery({
    queryKey: [membersPath, "found", params],
    enabled: isAllowed && search !== "",
    queryFn: ({ signal }) => unwrap(api.GET(membersPath, { params, signal })),
  });
  return search === "" ? [] : (data?.items ?? []);
}
