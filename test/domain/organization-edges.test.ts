/** Organizations and their mails at the edges: templates, settings, and what is left of hostile markup. */
import { describe, expect, test } from "vitest";
import { fold } from "../../src/domain/decider.ts";
import { organizationDecider } from "../../src/domain/organization/decider.ts";
import type { OrganizationEvent } from "../../src/domain/organization/events.ts";
import {
  defaultTemplate,
  faultIn,
  isKnownLanguage,
  renderInvite,
} from "../../src/domain/organization/invite-template.ts";
import { readMarkup, writeMarkup } from "../../src/domain/organization/mail-markup.ts";
import { nameInMail, withoutLinks } from "../../src/domain/organization/name-in-mail.ts";
import { defaultSettings, resolved, withSettings } from "../../src/domain/organization/settings.ts";
import { given, idOf } from "./given.ts";

const [ada, bob] = [idOf(1), idOf(2)];
const granted = (userId: string, ownership: number): OrganizationEvent => ({
  type: "OwnershipGranted",
  data: { userId, ownership },
});
const template = { language: "de", subject: "Hallo", html: "<p>Hallo</p>", introMessage: "Hi" };
const saved: OrganizationEvent = { type: "InviteTemplateSaved", data: template };
const deletedTemplate: OrganizationEvent = {
  type: "InviteTemplateDeleted",
  data: { language: "de" },
};
const founded: OrganizationEvent[] = [
  { type: "OrganizationFounded", data: { founderId: ada, name: "O" } },
  granted(ada, 0),
];

describe("an organization", () => {
  test("that was deleted takes no command", () => {
    const events: OrganizationEvent[] = [...founded, { type: "OrganizationDeleted", data: {} }];
    for (const command of [
      { type: "DeleteOrganization" },
      { type: "GrantOwnership", userId: bob, ownership: 0 },
      { type: "SaveInviteTemplate", template },
    ] as const) {
      given(organizationDecider, events).when(command).thenRejected("not-found");
    }
  });

  test("guards an ownership once, from the very first event of a member", () => {
    const grant = (userId: string, ownership: number) =>
      ({ type: "GrantOwnership", userId, ownership }) as const;
    given(organizationDecider, founded).when(grant(bob, 0)).then(granted(bob, 0));
    given(organizationDecider, [...founded, granted(bob, 5)])
      .when(grant(bob, 5))
      .then();
    given(organizationDecider, [...founded, granted(bob, 5)])
      .when(grant(bob, 4))
      .then();
    given(organizationDecider, [...founded, granted(bob, 5)])
      .when(grant(bob, 6))
      .then(granted(bob, 6));
  });

  test("revokes an ownership from the very first event of a member", () => {
    const reason = { kind: "DISABLED" } as const;
    const revoke = { type: "RevokeOwnership", userId: ada, ownership: 0, reason } as const;
    const { type: _, ...data } = revoke;
    const revoked: OrganizationEvent = { type: "OwnershipRevoked", data };
    given(organizationDecider, [...founded, granted(bob, 0)])
      .when(revoke)
      .then(revoked);
    given(organizationDecider, [...founded, granted(bob, 0), revoked])
      .when(revoke)
      .then();
  });

  test("saves a template that differs in any part, and deletes it once", () => {
    const save = (more: Partial<typeof template>) =>
      ({ type: "SaveInviteTemplate", template: { ...template, ...more } }) as const;
    const events = [...founded, saved];
    given(organizationDecider, events).when(save({})).then();
    for (const more of [
      { subject: "Servus" },
      { html: "<p>Servus</p>" },
      { introMessage: "Servus" },
    ]) {
      given(organizationDecider, events)
        .when(save(more))
        .then({ type: "InviteTemplateSaved", data: { ...template, ...more } });
    }
    const remove = { type: "DeleteInviteTemplate", language: "de" } as const;
    given(organizationDecider, events).when(remove).then(deletedTemplate);
    given(organizationDecider, [...events, deletedTemplate])
      .when(remove)
      .thenRejected("not-found");
    const other: OrganizationEvent = {
      type: "InviteTemplateSaved",
      data: { ...template, language: "fr" },
    };
    expect(
      Object.keys(fold(organizationDecider, [...events, other, deletedTemplate]).templates),
    ).toEqual(["fr"]);
    for (const part of [
      { subject: "{nobody}" },
      { html: "{nobody}" },
      { subject: "{name}".repeat(11) },
      { introMessage: "{name}".repeat(11) },
      { introMessage: "{nobody}" },
    ]) {
      given(organizationDecider, events).when(save(part)).thenRejected("invalid-input");
    }
  });
});

describe("settings of an organization", () => {
  test("are the defaults where null is wanted", () => {
    expect(resolved({ idleLogoutMinutes: null, memberLimit: null })).toEqual({
      idleLogoutMinutes: 120,
      memberLimit: null,
    });
    expect(resolved({ inviteExpiryDays: null, defaultLanguage: null })).toEqual({
      inviteExpiryDays: 14,
      defaultLanguage: "en",
    });
    expect(resolved({ inviteExpiryDays: 3 })).toEqual({ inviteExpiryDays: 3 });
  });

  test("change where a value is given; null clears one", () => {
    const limited = withSettings(defaultSettings, {
      memberLimit: 5,
      requestAccessEmail: undefined,
    });
    expect(limited).toStrictEqual({ ...defaultSettings, memberLimit: 5 });
    const cleared = withSettings(limited, { memberLimit: null, idleLogoutMinutes: undefined });
    expect(cleared.memberLimit).toBeUndefined();
    expect(cleared.idleLogoutMinutes).toBe(120);
  });
});

describe("a template", () => {
  const parameters =
    "{introMessage}, {inviteLink}, {organizationName}, {firstName}, {lastName}, {name}, {email}, {expiresAt}";

  test.each([
    ["subject", "{inviteLink}", "{inviteLink} is allowed in html only"],
    ["introMessage", "{introMessage}", "{introMessage} is not allowed in introMessage itself"],
    ["subject", "{nobody}", `{nobody} is not a parameter; use ${parameters}`],
    ["subject", "{name}".repeat(11), "must use at most 10 parameters"],
    ["introMessage", "{name}".repeat(11), "must use at most 10 parameters"],
    ["html", "{name}".repeat(51), "must use at most 50 parameters"],
    ["html", "<br>".repeat(2_001), "has too many elements; make it simpler"],
  ] as const)("in its %s cannot be %s", (part, content, fault) => {
    expect(faultIn(part, content)).toBe(fault);
  });

  test.each([
    ["subject", "{introMessage}{name}"],
    ["introMessage", "{name}".repeat(10)],
    ["html", "{name}".repeat(50)],
    ["html", "<br>".repeat(1_997)],
    ["html", "<a href='{inviteLink}'>in</a> {inviteLink}"],
    ["html", "<p style='color: red'>{a: b}</p>"],
  ] as const)("in its %s can be %s", (part, content) => {
    expect(faultIn(part, content)).toBeUndefined();
  });

  test("is told what is wrong, in short", () => {
    expect(faultIn("html", `<video>${"x".repeat(300)}</video>`)).toBe(
      '<video> is not allowed; use elements, attributes and addresses that every mail program shows, and {inviteLink} only as text or as the whole href="{inviteLink}" of a link',
    );
    const fault = faultIn("html", `<p onclick="${"x".repeat(300)}">`);
    expect(fault?.indexOf(";")).toBe(200);
  });

  test("by default says who invites whom, where the link is, and what to do otherwise", () => {
    const values = {
      inviteLink: "https://example.com/?a=1&b=2",
      organizationName: "Engines",
      firstName: "Ada",
      lastName: "Byron",
      name: "Ada Byron",
      email: "ada@example.com",
      expiresAt: "2026-01-29",
    };
    expect(defaultTemplate.language).toBe("en");
    expect(renderInvite(defaultTemplate, values)).toEqual({
      subject: "You are invited to Engines",
      html: [
        "<p>Hello Ada,</p>",
        "<p>You have been invited to join Engines.</p>",
        '<p><a href="https://example.com/?a=1&amp;b=2">Accept the invitation</a></p>',
        "<p>If you did not expect this message, you can leave it unanswered.</p>",
        "",
      ].join("\n"),
    });
    // The link of a template that was saved under older rules is added if it was lost.
    const lost = { ...defaultTemplate, html: "<form>{inviteLink}</form><svg>{inviteLink}</svg>" };
    expect(renderInvite({ ...lost, html: "<select>{inviteLink}</select>" }, values).html).toBe(
      '<p><a href="https://example.com/?a=1&amp;b=2">https://example.com/?a=1&amp;b=2</a></p>',
    );
    const kept = renderInvite({ ...lost, html: "<form>{inviteLink}</form>" }, values).html;
    expect(kept.match(/<a /g)).toHaveLength(1);
    // Without a fault nothing was lost, so none is added.
    expect(renderInvite({ ...lost, html: "<p>in</p>" }, values).html).toBe("<p>in</p>");
    const inText = renderInvite(
      { ...lost, subject: " Hallo ", html: "<p>{inviteLink}</p>" },
      values,
    );
    expect(inText.html.match(/<a /g)).toHaveLength(1);
    expect(inText.subject).toBe("Hallo");
    const inLink = renderInvite(
      { ...lost, html: '<a href="{inviteLink}"><b>{inviteLink}</b></a>' },
      values,
    );
    expect(inLink.html.match(/<a /g)).toHaveLength(1);
    const tooMany = renderInvite({ ...lost, html: "<br>".repeat(2_001) }, values).html;
    expect(tooMany).toContain("Accept the invitation");
  });

  test("is in a language that exists", () => {
    expect(["en", "de", "xx", "EN", "eng", ""].map(isKnownLanguage)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("markup", () => {
  const clean = (html: string) => {
    const { nodes = [], faults = [] } = readMarkup(html) ?? {};
    return [writeMarkup(nodes), ...faults];
  };

  test.each<[string, readonly string[]]>([
    ["a<br>b<hr><img src='https://a.example/x'>", ['a<br>b<hr><img src="https://a.example/x">']],
    ["<p>a & b < c > d \" e ' f</p>", ["<p>a &amp; b &lt; c &gt; d &quot; e &#39; f</p>"]],
    ["<html><head></head><body>a</body></html>", ["a"]],
    ["a<!-- comment -->b", ["ab"]],
    ["<!doctype html>a", ["a"]],
    ["a<!-- {inviteLink} -->", ["a", "{inviteLink} is not allowed in a comment"]],
    ["<form>a</form>", ["a", "<form> is not allowed"]],
    ["<video>a</video>b", ["b", "<video> is not allowed"]],
    ["<svg><p>a</p></svg>b", ["<p>a</p>b", "<svg> is not allowed"]],
    ["<math><a>b</a></math>c", ["c", "<math> is not allowed"]],
    ["<a href='http://a.example/'>b</a>", ['<a href="http://a.example/">b</a>']],
    ["<a href='mailto:a@b.example'>b</a>", ['<a href="mailto:a@b.example">b</a>']],
    ["<a href=' {inviteLink} '>b</a>", ['<a href="{inviteLink}">b</a>']],
    [
      "<img src='http://a.example/x'>",
      ["<img>", 'src="http://a.example/x" is not allowed in <img>'],
    ],
    [
      "<a href='https://u@a.example/'>b</a>",
      ["<a>b</a>", 'href="https://u@a.example/" is not allowed in <a>'],
    ],
    [
      "<a href='https://:p@a.example/'>b</a>",
      ["<a>b</a>", 'href="https://:p@a.example/" is not allowed in <a>'],
    ],
    ["<a href='x'>b</a>", ["<a>b</a>", 'href="x" is not allowed in <a>']],
    ["<p align='a\"b'>c</p>", ["<p>c</p>", 'align="a"b" is not allowed in <p>']],
    ["<p align='\"b'>c</p>", ["<p>c</p>", 'align=""b" is not allowed in <p>']],
    ["<p align='b\"'>c</p>", ["<p>c</p>", 'align="b"" is not allowed in <p>']],
    [`<p lang='${"a".repeat(100)}'>c</p>`, [`<p lang="${"a".repeat(100)}">c</p>`]],
    [
      `<p lang='${"a".repeat(101)}'>c</p>`,
      ["<p>c</p>", `lang="${"a".repeat(101)}" is not allowed in <p>`],
    ],
    ["<tr bgcolor='red' valign='top'></tr>", [""]],
    [
      "<table><tr bgcolor='red' valign='top'></tr></table>",
      ['<table><tbody><tr bgcolor="red" valign="top"></tr></tbody></table>'],
    ],
    ["<p style='color: red;; width:1px;'>a</p>", ['<p style="color: red;; width:1px;">a</p>']],
    ["<p style=':'>a</p>", ['<p style=":">a</p>']],
    ["<p style='color'>a</p>", ["<p>a</p>", 'style="color" is not allowed in <p>']],
    ["<p style=':red'>a</p>", ["<p>a</p>", 'style=":red" is not allowed in <p>']],
    ["<p style='color: a: b'>a</p>", ["<p>a</p>", 'style="color: a: b" is not allowed in <p>']],
    ["<p style='color: (a'>a</p>", ["<p>a</p>", 'style="color: (a" is not allowed in <p>']],
    ["<p style='color: a)'>a</p>", ["<p>a</p>", 'style="color: a)" is not allowed in <p>']],
    ["<p style='xcolor: a'>a</p>", ["<p>a</p>", 'style="xcolor: a" is not allowed in <p>']],
    ["<p style='colorx: a'>a</p>", ["<p>a</p>", 'style="colorx: a" is not allowed in <p>']],
    ["<p style='COLOR: a'>a</p>", ['<p style="COLOR: a">a</p>']],
    ["<p href='{inviteLink}'>a</p>", ["<p>a</p>", 'href="{inviteLink}" is not allowed in <p>']],
    ["<p title='{inviteLink}'>a</p>", ["<p>a</p>", 'title="{inviteLink}" is not allowed in <p>']],
    [
      "<a href='https://a.example/'><b>{inviteLink}</b></a>",
      ["<a><b>{inviteLink}</b></a>", "{inviteLink} or a link is not allowed in another link"],
    ],
    [
      "<a href='https://a.example/'><b>c</b> d</a>",
      ['<a href="https://a.example/"><b>c</b> d</a>'],
    ],
    [
      "<a href='{inviteLink}'><b>{inviteLink}</b></a>",
      ['<a href="{inviteLink}"><b>{inviteLink}</b></a>'],
    ],
  ])("%s", (html, expected) => {
    expect(clean(html)).toEqual(expected);
  });

  test.each(
    "applet audio canvas iframe listing math noembed noframes noscript object plaintext script select style svg template textarea title video xmp".split(
      " ",
    ),
  )("shows nothing of what stands in <%s>", (name) => {
    const [html] = clean(`before<${name}>inside</${name}>`);
    expect(html).toBe("before");
  });

  test("may lie 99 deep in a body, without what lies deeper", () => {
    const nested = (depth: number) => `${"<b>".repeat(depth)}x`;
    expect(clean(nested(99))).toHaveLength(1);
    expect(clean(nested(100)).slice(1)).toEqual(["at most 100 elements may contain each other"]);
  });
});

describe("a name in a mail", () => {
  test.each([
    ["Ada", "Ada"],
    [" Ada\u202e\n Byron ", "Ada Byron"],
    ["a\u200db\u200c", "a\u200db\u200c"],
    ["a.b", "a\u200a.b"],
    ["a. b", "a. b"],
    ["a:b", "a:\u200ab"],
    ["http://x", "http:\u200a/\u200a/x"],
    ["a/b", "a/b"],
    ["a\\\\b", "a\\\u200a\\b"],
    ["ring +41 44 668 18 00 now", "ring … now"],
    ["1815-1852", "1815-1852"],
    ["", "…"],
    ["\u05d0", "\u2068\u05d0\u2069"],
    [`a${"\u0301".repeat(9)}`, `a${"\u0301".repeat(4)}`],
    ["x".repeat(80), "x".repeat(80)],
    ["x".repeat(81), `${"x".repeat(79)}…`],
  ])("%j is written %j", (name, written) => {
    expect(nameInMail(name)).toBe(written);
  });

  test("is no address for any reader, and is not changed twice", () => {
    const once = withoutLinks("ada@example.com:/\\x");
    expect(once).toBe("ada\u200a@\u200aexample\u200a.com:\u200a/\u200a\\x");
    expect(withoutLinks("example\u200a.com")).toBe("example\u200a.com");
  });
});
