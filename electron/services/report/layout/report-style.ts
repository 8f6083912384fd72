/** The report’s own style sheet: readable on a screen in light and dark, at any width, and on paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5a6472; --line: #d5dae1; --band: #f4f6f8; --note: #0b5cad; --warn: #9a4b00; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #a3acb9; --line: #3a424e; --band: #1d232c; --note: #7cb8ff; --warn: #ffb366; --paper: #14181e; } }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
body { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 0.6rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.6rem 0 0.5rem; }
p { margin: 0.5rem 0; max-width: 48rem; }
.subtitle { color: var(--soft); }
.note, .warning { padding: 0.4rem 0.8rem; border-left: 3px solid var(--note); background: var(--band); }
.warning { border-color: var(--warn); }
nav ol { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; margin: 0.8rem 0 0; padding: 0; }
a { color: var(--note); }
ul, ol { margin: 0.5rem 0; padding-left: 1.6rem; max-width: 52rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.15rem 1rem; margin: 0.5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; margin: 0.8rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.87rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.6rem 0.25rem 0; border-bottom: 1px solid var(--line); min-width: 4.8rem; max-width: 24rem; overflow: hidden; }
thead th { color: var(--soft); font-weight: 600; border-bottom-width: 2px; overflow-wrap: normal; }
tbody th { font-weight: 500; }
@page { margin: 18mm 15mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --band: #f2f2f2; --note: #003a70; --warn: #7a3b00; --paper: #fff; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  .wide { overflow: visible; }
  table { font-size: 7.5pt; }
  thead { display: table-header-group; }
  tr, h2, h3, dl { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
}
`;
