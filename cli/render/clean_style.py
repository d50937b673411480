"""How the page of a cleaned article looks: light and dark, on a screen, on a telephone and on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1b2026; --quiet: #5c6673; --paper: #faf9f6; --card: #fff; --line: #d9dbd6;
  --story: #2c6e49; --field: #1f5fa8; --teaser: #7a4a9e; --promo: #a8541a; --plain: #6b737d; --tip: #1b2026;
  --tip-ink: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --quiet: #9ca6b1; --paper: #14171b; --card: #1b1f25;
  --line: #333a43; --story: #6cc494; --field: #78b4f2; --teaser: #c39be0; --promo: #e9a06a; --plain: #9aa3ad;
  --tip: #e9ebee; --tip-ink: #14171b; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 2.25rem 1.5rem 5rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
.above { margin: 0 0 .4rem; color: var(--quiet); font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; }
h1 { margin: 0; max-width: 26em; font: 700 clamp(1.5rem, 3.6vw, 2.3rem)/1.18 Georgia, "Times New Roman", serif;
  text-wrap: balance; }
.standfirst { max-width: 44rem; margin: .7rem 0 0; color: var(--quiet); font-size: 1.1rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .9rem 2rem;
  margin: 1.5rem 0; padding: 1rem 0; border: solid var(--line); border-width: 1px 0; }
.facts div { min-width: 0; }
dt { color: var(--quiet); font-size: .75rem; }
dd { margin: 0; }
dd small { display: block; color: var(--quiet); font-size: .78rem; line-height: 1.4; }
.shares { display: flex; height: .8rem; margin: 1.75rem 0 .5rem; border-radius: .4rem; overflow: hidden; gap: 2px; }
.shares i { display: block; min-width: 3px; background: var(--tone); }
.story { --tone: var(--story); } .field { --tone: var(--field); } .out { --tone: var(--plain); }
.teaser { --tone: var(--teaser); } .promo { --tone: var(--promo); }
.counts { margin: 0 0 1rem; font-size: .9rem; color: var(--quiet); }
.counts b { color: var(--ink); font-variant-numeric: tabular-nums; }
fieldset { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1.75rem; padding: 0; border: 0; }
legend { padding: 0; margin-bottom: .4rem; color: var(--quiet); font-size: .8rem; }
fieldset label { position: relative; display: inline-flex; align-items: center; gap: .45rem; padding: .2rem .7rem;
  border: 1px solid var(--line); border-radius: 1rem; background: var(--card); font-size: .82rem; cursor: pointer; }
fieldset label::before { content: ""; width: .65rem; height: .65rem; border-radius: 50%;
  background: var(--tone, var(--ink)); }
fieldset input { position: absolute; inset: 0; opacity: 0; cursor: pointer; }
fieldset label:has(:checked) { border-color: var(--tone, var(--ink));
  box-shadow: inset 0 0 0 1px var(--tone, var(--ink)); }
fieldset label:has(:focus-visible) { outline: 2px solid var(--field); outline-offset: 2px; }
fieldset small { color: var(--quiet); font-variant-numeric: tabular-nums; }
.heads, .row { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); column-gap: 2.5rem; }
.heads { position: sticky; top: 0; z-index: 3; padding: .5rem 0; background: var(--paper);
  border-bottom: 1px solid var(--line); color: var(--quiet); font-size: .8rem; }
.heads span { padding-left: .9rem; }
.row { padding: .22rem 0; }
.cell { min-width: 0; display: grid; gap: .5rem; align-content: start; }
.b { position: relative; padding: .15rem .6rem .2rem .75rem; border-left: 3px solid var(--tone); border-radius: 2px; }
.b:hover, .b:focus { background: color-mix(in srgb, var(--tone) 11%, transparent); outline: none; }
.b:focus-visible { outline: 2px solid var(--tone); outline-offset: 1px; }
.b p { margin: 0; white-space: pre-line; }
.b p + p { margin-top: .1rem; }
.role { display: block; color: var(--tone); font-size: .72rem; line-height: 1.5; }
.kept p { font-family: Georgia, "Times New Roman", serif; font-size: 1.04rem; }
.kept .field p { font: .95rem/1.45 system-ui, sans-serif; }
.kept .r-headline p { font: 700 1.25rem/1.25 Georgia, "Times New Roman", serif; }
.kept .r-subheading p { font-weight: 700; }
.kept .story:not(.r-list) .role { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.cut p, .cut li { color: var(--quiet); font-size: .88rem; line-height: 1.45; }
.cut ul { margin: 0; padding: 0; list-style: none; }
.cut li { display: inline; }
.cut li + li::before { content: " / "; color: var(--line); }
summary { color: var(--quiet); font-size: .88rem; cursor: pointer; }
.why { position: absolute; z-index: 4; left: .5rem; top: calc(100% - .1rem); width: max-content;
  max-width: min(24rem, 100%);
  padding: .35rem .7rem; border-radius: .4rem; background: var(--tip); color: var(--tip-ink); font-size: .8rem;
  line-height: 1.4; pointer-events: none; visibility: hidden; opacity: 0; transition: opacity .12s; }
.b:hover > .why, .b:focus > .why, .b:focus-within > .why { visibility: visible; opacity: 1; }
article + article { margin-top: 4rem; padding-top: 3rem; border-top: 3px double var(--line); }
footer { margin-top: 3rem; color: var(--quiet); font-size: .8rem; }
@media (max-width: 46rem) {
  body { padding: 1.25rem 1rem 4rem; }
  .heads { display: none; } .row { grid-template-columns: minmax(0, 1fr); row-gap: .45rem; }
  .cut { order: -1; padding-left: 1.25rem; } .why { max-width: 100%; }
}
@media (prefers-reduced-motion: reduce) { .why { transition: none; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; } fieldset { display: none; }
  .heads { position: static; } .b, dl div { break-inside: avoid; }
  .why { position: static; visibility: visible; opacity: 1; display: block; padding: 0; background: none;
    color: var(--quiet); font-size: 8pt; }
}
"""
