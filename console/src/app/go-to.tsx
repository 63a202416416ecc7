/** Ctrl K: goes to a page, or to another organization. */
import { Spotlight, spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
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

export default function GoTo({ organization, onClose }: Props) {
  const text = useText();
  const { shell, common } = text;
  const navigate = useNavigate();
  const organizations = useManagedOrganizations();
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
      actions={[...pages, ...own, ...others]}
      limit={12}
      nothingFound={shell.nothingFound}
      attributes={{ content: { "aria-label": shell.goTo } }}
      searchProps={{ placeholder: shell.goToPlaceholder, "aria-label": shell.goTo }}
      onSpotlightClose={onClose}
    />
  );
}
