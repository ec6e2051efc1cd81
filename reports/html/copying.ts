/** Buttons that copy the text next to them, also in parts that are shown later. */
export const copying = `
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("button[data-copy]");
  if (!button) return;
  const text = button.parentElement.querySelector("pre");
  try { await navigator.clipboard.writeText(text.textContent); button.textContent = "Copied"; }
  catch { const range = document.createRange(); range.selectNodeContents(text);
    getSelection().removeAllRanges(); getSelection().addRange(range); button.textContent = "Selected"; }
});
`;
