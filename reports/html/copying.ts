/** The page's only script: buttons that copy the text next to them. */
export const copying = `
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("pre").textContent;
    try { await navigator.clipboard.writeText(text); button.textContent = "Copied"; }
    catch { const range = document.createRange(); range.selectNodeContents(button.parentElement.querySelector("pre"));
      getSelection().removeAllRanges(); getSelection().addRange(range); button.textContent = "Selected"; }
  });
}
`;
