"""How a timeline's page looks: light and dark, on a screen, on a telephone and on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #5d6775; --paper: #fbfaf7; --card: #fff; --line: #cfd4da;
  --accent: #a6402b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e9ec; --quiet: #a0a8b3; --paper: #14181d; --card: #1c2229;
  --line: #3a434e; --accent: #f08b73; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 54rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
header p, .source, details, .beyond, small { color: var(--quiet); font-size: .85rem; }
header p { margin: .3rem 0 1rem; }
a { color: inherit; }
.axis { width: 100%; height: auto; overflow: visible; }
.axis line { stroke: var(--line); stroke-width: 2; }
.axis .span { stroke: var(--accent); stroke-width: 6; opacity: .35; }
.axis circle { fill: var(--accent); fill-opacity: .75; stroke: var(--paper); stroke-width: 1.5; }
.axis a:hover circle, .axis a:focus circle { fill-opacity: 1; }
.axis text { fill: var(--quiet); font-size: 15px; text-anchor: middle; }
.beyond { margin: 0; text-align: right; }
main { margin-top: 1.5rem; border-left: 2px solid var(--line); padding-left: 1.5rem; }
section { position: relative; scroll-margin-top: 1rem; }
section::before { content: ""; position: absolute; left: calc(-1.5rem - 7px); top: .45rem; width: 12px; height: 12px;
  border-radius: 50%; background: var(--accent); }
section:target { outline: 2px solid var(--accent); outline-offset: .5rem; border-radius: .3rem; }
h2 { margin: 0 0 .5rem; font-size: 1.1rem; font-variant-numeric: tabular-nums; }
h2 small { font-weight: normal; }
article { margin: 0 0 .8rem; padding: .7rem 1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .4rem; }
article p { margin: 0; }
.uncertain { border-style: dashed; }
.remark { color: var(--accent); font-size: .8rem; white-space: nowrap; }
.who { display: flex; flex-wrap: wrap; gap: .3rem; margin: .4rem 0 0; padding: 0; list-style: none; font-size: .8rem; }
.who li { padding: 0 .5rem; border: 1px solid var(--line); border-radius: 1rem; }
.day, time { white-space: nowrap; }
.source { margin-top: .4rem !important; }
details ul { margin: .3rem 0 0; padding-left: 1.1rem; }
details q { display: block; color: var(--ink); }
.gap { display: flex; align-items: center; min-height: 1.6em; margin-bottom: .6rem; color: var(--quiet);
  font-size: .8rem; }
/* The picture shrinks with the screen; its letters must not. */
@media (max-width: 44rem) { body { padding: 1.25rem .9rem 3rem; } .axis { margin: .5rem 0 1.2rem; }
  .axis text { font-size: 26px; transform: translateY(10px); } .axis g:nth-of-type(even) text { display: none; }
  .axis line { stroke-width: 4; } .axis .span { stroke-width: 12; }
  main { padding-left: 1.1rem; margin-left: 5px; } section::before { left: calc(-1.1rem - 7px); }
  article { padding: .6rem .75rem; } }
@media (max-width: 44rem) { .axis circle { transform-box: fill-box; transform-origin: center; transform: scale(1.8); } }
@media (max-width: 28rem) { .axis text { font-size: 34px; transform: translateY(18px); } }
@media print { :root { color-scheme: light; --ink: #000; --quiet: #444; --paper: #fff; --card: #fff; --line: #bbb;
  --accent: #a6402b; } * { print-color-adjust: exact; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  main { margin-left: 8px; } article { break-inside: avoid; padding: .4rem .7rem; } h2 { break-after: avoid; }
  .gap { min-height: 1.2em; max-height: 1.8em; margin-bottom: .3rem; }
  details::details-content { content-visibility: visible; block-size: auto; } }
"""
