import { deflateRawSync } from "node:zlib";
import { html } from "htm/preact";
import type { VNode } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";

const packedText = (parts: readonly VNode[]): string =>
  deflateRawSync(JSON.stringify(parts.map((part) => renderToStaticMarkup(part))), { level: 9 }).toString("base64");

/**
 * Parts of a page that few readers open, as compressed markup in a block that no browser executes. `showPart`
 * of the script `unpacking` puts part N into the element whose `data-part` is N. preact has escaped every text in them,
 * as in the rest of the page.
 */
export function packed(parts: readonly VNode[]): VNode {
  return html`<script type="text/plain" id="parts">${packedText(parts)}</script>`;
}

export const unpacking = `
let parts;
const unpacked = () => parts ??= (async () => {
  const bytes = Uint8Array.from(atob(document.getElementById("parts").textContent), (each) => each.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json();
})();
const showPart = async (slot) => {
  if (slot.dataset.shown) return;
  slot.dataset.shown = "yes";
  slot.innerHTML = (await unpacked())[Number(slot.dataset.part)];
};
`;
