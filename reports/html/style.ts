/** The page's style: readable on a phone, with a light and a dark theme. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --ground: #ffffff; --raised: #f6f8fa; --line: #d1d9e0;
  --good: #116329; --bad: #b31d28; --warn: #7d4e00; --accent: #0757b5; --bad-ground: #ffebe9; --good-ground: #dafbe1; --warn-ground: #fff5d6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9da7b1; --ground: #0d1117; --raised: #161b22; --line: #3d444d;
    --good: #56d364; --bad: #ff8b83; --warn: #e3b341; --accent: #6cb6ff; --bad-ground: #3c1618; --good-ground: #12321c; --warn-ground: #332701; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
main, header.top { max-width: 76rem; margin: 0 auto; padding: .75rem 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 1.25rem 0 .35rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; } h4, details h3 { font-size: .85rem; margin: .75rem 0 .25rem; color: var(--soft); }
h2 + p { margin: .35rem 0; }
a { color: var(--accent); }
code, pre, .mono { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { margin: 0; padding: .75rem; overflow-x: auto; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.counts { margin: .25rem 0; font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .35rem 0 0; padding: 0; list-style: none; color: var(--soft); }
.facts b { color: var(--ink); font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .5rem 0 0; }
article { border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; padding: 1rem; margin: 0 0 1rem; }
article.gone { border-left-color: var(--good); }
.chip { display: inline-block; padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .8rem; color: var(--soft); white-space: nowrap; }
.chip.critical { background: var(--bad); border-color: var(--bad); color: var(--ground); font-weight: 600; }
.chip.major { background: var(--warn-ground); border-color: var(--warn); color: var(--warn); }
.chip.good { color: var(--good); }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; margin: .35rem 0 .75rem; }
.controls { display: flex; flex-wrap: wrap; gap: .4rem .9rem; align-items: center; margin: 0 0 .5rem; }
.controls[hidden] { display: none; }
.controls label { font-size: .85rem; color: var(--soft); }
input, select { font: inherit; font-size: .85rem; padding: .25rem .4rem; border: 1px solid var(--line); border-radius: 6px; background: var(--ground); color: var(--ink); max-width: 14rem; }
.differs { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .75rem; margin: .5rem 0; }
.differs dt { color: var(--soft); } .differs dd { margin: 0; overflow-wrap: anywhere; }
.diff { padding: .35rem 0; white-space: pre-wrap; overflow-wrap: anywhere; } .diff span { display: block; padding: 0 .75rem; }
.diff .expected { background: var(--good-ground); } .diff .actual { background: var(--bad-ground); }
.brief { margin: .5rem 0; padding-left: 2.2rem; } .brief li { overflow-wrap: anywhere; }
.calls { list-style: none; margin: .75rem 0; padding: 0; display: grid; gap: .35rem; }
.call { display: grid; grid-template-columns: 2rem minmax(0, 1fr); gap: .5rem; }
.call .n { text-align: right; color: var(--soft); font-variant-numeric: tabular-nums; padding-top: .15rem; }
.lane { border-left: 2px solid var(--line); padding-left: .6rem; min-width: 0; }
.call.here .lane { border-left-color: var(--bad); }
.call.look .lane { border-left-style: dotted; }
.arrow { overflow-wrap: anywhere; } .arrow > b { font-weight: 600; }
.reply { color: var(--soft); overflow-wrap: anywhere; margin: .35rem 0; }
details > summary { cursor: pointer; color: var(--accent); padding: .15rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.num, th.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.divergences { width: 100%; table-layout: fixed; } .divergences th, .divergences td { padding: .3rem .5rem; }
.divergences th { white-space: nowrap; } th.num button { text-align: right; } .divergences .what { overflow-wrap: anywhere; }
.divergences th:nth-child(1) { width: 4.6rem; } .divergences th:nth-child(2) { width: 6rem; } .divergences th:nth-child(4) { width: 13rem; } .divergences td:nth-child(4) { font-size: .8rem; }
.divergences th:nth-child(5) { width: 8.5rem; } .divergences th:nth-child(6) { width: 4rem; } .divergences th:nth-child(7) { width: 6.8rem; } td .warn { white-space: nowrap; }
.divergences td { overflow-wrap: anywhere; }
.divergences td.num { white-space: normal; } .divergences tr[hidden] { display: none; }
.scripted .divergences tbody tr:not(.detail, .gone) { cursor: pointer; } .scripted .divergences tbody tr:not(.detail):hover, tr.open { background: var(--raised); }
.scripted .detail > td > details > summary { display: none; }
.detail > td { padding: .25rem .75rem 1rem; border-left: 3px solid var(--line); } .detail p { margin: .35rem 0; }
.detail > td > details { min-width: 0; }
tr:target > td, td:target { background: var(--raised); }
th button { border: 0; background: none; padding: 0; font-weight: 600; } th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
button.opens { min-width: 3.4rem; text-align: left; padding: .05rem .4rem; white-space: nowrap; } button.opens::before { content: "▸ "; } .open button.opens::before { content: "▾ "; }
p, li { overflow-wrap: anywhere; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 0 1.25rem; }
.plots svg { width: 100%; }
.copy { display: flex; gap: .5rem; align-items: flex-start; } .detail > td > details > .copy pre { white-space: pre-wrap; overflow-wrap: anywhere; } .copy pre { flex: 1; min-width: 0; max-height: 24rem; }
button { font: inherit; font-size: .8rem; padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); color: var(--ink); cursor: pointer; }
table + button { margin: .6rem 0; }
svg { max-width: 100%; height: auto; } svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
svg .bar { fill: var(--accent); } svg .line { stroke: var(--accent); fill: none; stroke-width: 1.5; } svg .axis { stroke: var(--line); }
svg .point { fill: var(--accent); } svg .point.bad { fill: var(--bad); }
@media (max-width: 48rem) {
  main, header.top { padding: .6rem .75rem; } .call { grid-template-columns: 1.5rem minmax(0, 1fr); gap: .35rem; } article { padding: .75rem; }
  .differs { grid-template-columns: minmax(0, 1fr); gap: 0; } .differs dd { margin: 0 0 .35rem; }
  .divergences, .divergences thead, .divergences tbody { display: block; }
  .divergences tr { display: flex; flex-wrap: wrap; gap: .1rem .6rem; padding: .35rem 0; border-bottom: 1px solid var(--line); align-items: center; }
  .divergences tr > th, .divergences td { border: 0; padding: 0; width: auto !important; } .divergences .what { width: 100%; order: -1; }
  .divergences thead tr { gap: .2rem .9rem; } .divergences td:empty { display: none; } .divergences td[data-label]::before { content: attr(data-label) " "; color: var(--soft); }
  .divergences .detail { display: block; padding: .35rem 0 .75rem; } .divergences .detail[hidden] { display: none; } .detail > td { display: block; }
  .scores, .scores tbody { display: block; } .scores thead { display: none; } .scores tr { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .35rem 0; border-bottom: 1px solid var(--line); }
  .scores td { border: 0; padding: 0; overflow-wrap: anywhere; } .scores td[data-label]::before { content: attr(data-label) " "; color: var(--soft); } .scores .what { flex-basis: 100%; }
  .copy { flex-direction: column; } .copy pre { width: 100%; flex: none; }
  input, select { max-width: 11rem; }
}
`;
