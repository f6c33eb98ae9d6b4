"""How the HTML report looks: light and dark, narrow and wide, on paper."""

STYLE = """\
:root { color-scheme: light dark; --text: #1b1b1f; --back: #fdfdfc; --soft: #6b6b76; --line: #d9d9de;
  --card: #f4f4f2;
  --inconsistent: #b3261e; --unreadable: #8a5300; --conditional: #6a4fb3; --consistent: #2f6f8f;
  --verified: #1f7a3d; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6ea; --back: #17171a; --soft: #a2a2ad;
  --line: #3a3a42;
  --card: #212126; --inconsistent: #ff8a80; --unreadable: #f2b35e; --conditional: #bba8ff;
  --consistent: #7fc4e8;
  --verified: #7ddc9a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 100rem; padding: 1rem clamp(0.75rem, 3vw, 2.5rem) 4rem;
  color: var(--text);
  background: var(--back); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0.5rem 0; } h2 { font-size: 1.15rem; margin: 2.5rem 0 0.5rem; }
.totals { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; padding: 0; list-style: none; }
.rule, .coverage, .gap, summary { color: var(--soft); } .coverage ul { columns: 22rem; }
.sides { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem;
  align-items: start; }
@media screen and (min-width: 60rem) { .source { position: sticky; top: 1rem; overflow-y: auto;
  max-height: calc(100vh - 2rem); } }
@media (max-width: 60rem) { .sides { grid-template-columns: minmax(0, 1fr); } }
pre { font: 0.9rem/1.6 ui-monospace, monospace; white-space: pre-wrap; margin: 0; }
.source { padding: 1rem; border: 1px solid var(--line); border-radius: 0.4rem; }
.source a { color: inherit; text-decoration: underline 2px; text-underline-offset: 3px; font-weight: 600; }
.source sup { font-size: 0.7em; }
.notes { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.7rem;
  grid-template-columns: minmax(0, 1fr); }
.notes li { padding: 0.6rem 0.9rem; background: var(--card); border-left: 4px solid var(--soft);
  border-radius: 0.3rem; }
.notes li:target, .source a:target { outline: 2px solid currentColor; outline-offset: 2px; }
.notes p { margin: 0.2rem 0; } .notes pre { margin-top: 0.4rem; font-size: 0.8rem; }
  .notes a { color: inherit; }
.formula { overflow-x: auto; overflow-wrap: normal; padding: 0.2rem 0; }
.formula p { margin: 0.1rem 0; line-height: 1.8; padding-left: 1.5rem; text-indent: -1.5rem; }
.formula p + p { text-indent: 0; } math { text-indent: 0; }
math { font-size: 1.1em; } .formula math { margin-block: 0.2em; }
@media (max-width: 30rem) { math { font-size: 0.95em; } }
table { border-collapse: collapse; font-size: 0.9rem; } th { text-align: left; padding-right: 1rem;
  font-weight: 500; }
li.inconsistent { border-color: var(--inconsistent); }
  a.inconsistent { text-decoration-color: var(--inconsistent);
  text-decoration-style: wavy; } li.inconsistent b { color: var(--inconsistent); }
li.unreadable { border-color: var(--unreadable); } a.unreadable { text-decoration-color: var(--unreadable);
  text-decoration-style: dashed; } li.unreadable b { color: var(--unreadable); }
li.conditional { border-color: var(--conditional); }
  a.conditional { text-decoration-color: var(--conditional);
  text-decoration-style: dotted; } li.conditional b { color: var(--conditional); }
li.consistent { border-color: var(--consistent); } a.consistent { text-decoration-color: var(--consistent);
  text-decoration-style: double; } li.consistent b { color: var(--consistent); }
li.verified { border-color: var(--verified); } a.verified { text-decoration-color: var(--verified); }
li.verified b { color: var(--verified); }
.remarks { color: var(--unreadable); } .error { color: var(--inconsistent); font-weight: 600; }
@media print { .sides { grid-template-columns: minmax(0, 1fr); } details::details-content {
  content-visibility: visible; block-size: auto; } }
"""
