import { createHash } from "node:crypto";
import { html } from "htm/preact";
import type { VNode } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { copying } from "./copying.ts";
import { style } from "./style.ts";

/** One HTML file that loads nothing, and in which no text of a server can be markup. */
export function selfContained(title: string, content: VNode, script = copying): string {
  const heading = renderToStaticMarkup(html`<title>${title}</title>`);
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hashOf(script)}'">`,
    `${heading}<style>${style}</style></head>`,
    `<body>${renderToStaticMarkup(content)}<script>${script}</script></body></html>`,
    "",
  ].join("\n");
}

/** The page's content security policy allows only this script. */
const hashOf = (script: string): string => createHash("sha256").update(script).digest("base64");
