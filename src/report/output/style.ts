/** The page's look: light and dark, screen and print. */
export const STYLE = `
:root { --text: #1c2024; --soft: #5b636b; --line: #dfe3e7; --paper: #ffffff; --field: #f5f7f9; --link: #1a5fa8; --warn: #fff6e0; --warn-line: #d9a520; --yes: #0a6b3d; --no: #a82a14; --open: #7a5a00; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8ea; --soft: #a4acb4; --line: #343a41; --paper: #15181c; --field: #1e2329; --link: #7db7f0; --warn: #2b2414; --warn-line: #a98419; --yes: #5fd39a; --no: #ff9582; --open: #e3bf5c; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--paper); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--link); }
main { max-width: 72rem; padding: 2rem 1.5rem 6rem; margin: 0 auto; }
nav { padding: 1.5rem; font-size: 0.9rem; }
nav ol { margin: 0; padding-left: 1.2rem; }
nav li { margin: 0.2rem 0; }
nav ul { list-style: none; padding-left: 0.6rem; margin: 0.1rem 0 0.5rem; }
@media (min-width: 84rem) { body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); } nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-right: 1px solid var(--line); } }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.4rem; margin: 3.5rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2.2rem 0 0.3rem; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.2rem; }
dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.problems { background: var(--warn); border-left: 4px solid var(--warn-line); padding: 0.6rem 1rem; margin: 1.5rem 0; overflow-wrap: anywhere; }
.problems ul, .limits ul { margin: 0.3rem 0; padding-left: 1.2rem; }
.caption, figcaption { color: var(--soft); font-size: 0.88rem; margin: 0.4rem 0; max-width: 50rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.88rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; white-space: nowrap; }
td.text { max-width: 30rem; } td.long { min-width: 17rem; } td.short { white-space: nowrap; }
thead th { border-bottom: 2px solid var(--soft); cursor: pointer; user-select: none; white-space: nowrap; position: relative; padding-right: 1.2rem; }
thead th[aria-sort=ascending]::after { content: ' ▴'; position: absolute; } thead th[aria-sort=descending]::after { content: ' ▾'; position: absolute; }
tbody tr:hover { background: var(--field); }
.best { font-weight: 700; } .second { text-decoration: underline; text-underline-offset: 3px; }
.verdict { font-weight: 600; white-space: nowrap; }
.verdict-supported { color: var(--yes); } .verdict-contradicted, .verdict-smaller-than-claimed { color: var(--no); }
.verdict-inconclusive, .verdict-not-learned, .verdict-not-run { color: var(--open); }
input.filter { font: inherit; font-size: 0.88rem; color: inherit; background: var(--field); border: 1px solid var(--line); border-radius: 4px; padding: 0.25rem 0.5rem; margin: 0.4rem 0; width: 16rem; max-width: 100%; }
figure { margin: 1rem 0 2.5rem; } figure img { max-width: 100%; height: auto; }
.plot { width: 100%; }
.files { font-size: 0.82rem; color: var(--soft); }
@media print { :root { --text: #000; --soft: #444; --line: #bbb; --paper: #fff; } nav, input.filter { display: none; } main { max-width: none; } figure, tr { break-inside: avoid; } }
`;
