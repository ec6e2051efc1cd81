/** The page's style: readable on a phone, with a light and a dark theme. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --ground: #ffffff; --raised: #f6f8fa; --line: #d1d9e0;
  --good: #1a7f37; --bad: #cf222e; --warn: #9a6700; --accent: #0969da; --bad-ground: #ffebe9; --good-ground: #dafbe1; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9198a1; --ground: #0d1117; --raised: #161b22; --line: #3d444d;
    --good: #3fb950; --bad: #ff7b72; --warn: #d29922; --accent: #58a6ff; --bad-ground: #3c1618; --good-ground: #12321c; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
main, header.top { max-width: 70rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; } h4 { font-size: .85rem; margin: 1rem 0 .25rem; color: var(--soft); }
a { color: var(--accent); }
code, pre, .mono { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { margin: 0; padding: .75rem; overflow-x: auto; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.facts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .5rem 0 0; padding: 0; list-style: none; color: var(--soft); }
.facts b { color: var(--ink); font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .75rem 0 0; }
article { border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 6px; padding: 1rem; margin: 0 0 1rem; }
article.gone { border-left-color: var(--good); }
.chip { display: inline-block; padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .8rem; color: var(--soft); white-space: nowrap; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; margin: .35rem 0 .75rem; }
.differs { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .75rem; margin: .5rem 0; }
.differs dt { color: var(--soft); } .differs dd { margin: 0; overflow-wrap: anywhere; }
.differs .expected { background: var(--good-ground); } .differs .actual { background: var(--bad-ground); }
.calls { list-style: none; margin: .75rem 0; padding: 0; display: grid; gap: .35rem; }
.call { display: grid; grid-template-columns: 2rem 1fr; gap: .5rem; }
.call .n { text-align: right; color: var(--soft); font-variant-numeric: tabular-nums; padding-top: .15rem; }
.lane { border-left: 2px solid var(--line); padding-left: .6rem; min-width: 0; }
.call.here .lane { border-left-color: var(--bad); }
.call.look .lane { border-left-style: dotted; }
.arrow { overflow-wrap: anywhere; } .arrow > b { font-weight: 600; }
.reply { color: var(--soft); overflow-wrap: anywhere; }
details > summary { cursor: pointer; color: var(--accent); padding: .25rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.num, th.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
p, li { overflow-wrap: anywhere; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 0 1.25rem; }
.plots svg { width: 100%; }
.copy { display: flex; gap: .5rem; align-items: flex-start; } .copy pre { flex: 1; min-width: 0; }
button { font: inherit; font-size: .8rem; padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); color: var(--ink); cursor: pointer; }
svg { max-width: 100%; height: auto; } svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
svg .bar { fill: var(--accent); } svg .line { stroke: var(--accent); fill: none; stroke-width: 1.5; } svg .axis { stroke: var(--line); }
svg .point { fill: var(--accent); } svg .point.bad { fill: var(--bad); }
@media (max-width: 40rem) { main, header.top { padding: .75rem; } .call { grid-template-columns: 1.5rem 1fr; gap: .35rem; } article { padding: .75rem; } }
`;
