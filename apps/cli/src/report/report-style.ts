/** The report's style sheet: light and dark by the reader's setting, and fit for print. */
export const REPORT_STYLE = `
:root { color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --text: #1c2430; --muted: #64708a; --rule: #dfe3ea;
  --line: #34507a; --band: #34507a2e; --bid: #0f8a72; --ask: #c2562a;
  --low: #5b84c4; --medium: #d9a521; --high: #e2711d; --critical: #c92a3a; }
@media (prefers-color-scheme: dark) { :root {
  --page: #11151c; --card: #1a202b; --text: #e4e9f2; --muted: #94a1b8; --rule: #2d3645;
  --line: #9db9e8; --band: #9db9e833; --bid: #3cc4a5; --ask: #ee8a5c;
  --low: #7ea3e0; --medium: #e5b83f; --high: #f08a3c; --critical: #ef5766; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 28px 24px 60px; background: var(--page); color: var(--text);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 17px; margin: 34px 0 10px; }
h3 { font-size: 14px; margin: 0 0 8px; }
.subtitle, .note, .evidence { color: var(--muted); } .subtitle { margin: 2px 0 18px; }
.notice { border-left: 4px solid var(--medium); background: var(--card); padding: 8px 14px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 14px 16px; min-width: 0; }
.card + .card.wide, .wide + .wide { margin-top: 14px; }
.figure { font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
.caption { color: var(--muted); font-size: 12.5px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(460px, 100%), 1fr)); gap: 14px; }
svg { display: block; width: 100%; height: auto; font-size: 11.5px; }
svg.bars { max-width: 620px; font-size: 12.5px; }
.grid { stroke: var(--rule); stroke-width: 1; } .tick { fill: var(--muted); }
.panel-title { fill: var(--text); font-weight: 600; font-size: 12px; }
tspan.bid { fill: var(--bid); } tspan.ask { fill: var(--ask); }
.line { fill: none; stroke-width: 1.4; stroke-linejoin: round; stroke-linecap: round; }
.line.neutral { stroke: var(--line); } .line.bid { stroke: var(--bid); } .line.ask { stroke: var(--ask); }
.band { fill: var(--band); } .area.bid { fill: var(--bid); } .area.ask { fill: var(--ask); }
.area { opacity: .75; } .hover { fill: transparent; } .hover:hover { fill: var(--text); opacity: .12; }
.marker { stroke: var(--card); stroke-width: .8; }
.low { fill: var(--low); } .medium { fill: var(--medium); } .high { fill: var(--high); }
.critical { fill: var(--critical); } .finding { fill: var(--line); }
.bar-label { fill: var(--text); } .bar-count { fill: var(--muted); }
.legend { display: flex; gap: 16px; flex-wrap: wrap; color: var(--muted); margin-top: 8px; font-size: 12.5px; }
.legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin-right: 6px; }
i.low, .badge.low { background: var(--low); } i.medium, .badge.medium { background: var(--medium); }
i.high, .badge.high { background: var(--high); } i.critical, .badge.critical { background: var(--critical); }
.badge { color: #fff; border-radius: 4px; padding: 1px 7px; font-size: 11.5px; font-weight: 600; }
.badge.medium { color: #241c00; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 5px 12px 5px 0; vertical-align: top; }
th { color: var(--muted); font-weight: 600; font-size: 12.5px; } tr + tr td, tbody tr:first-child td, tr + tr th
  { border-top: 1px solid var(--rule); }
.number { text-align: right; font-variant-numeric: tabular-nums; } .mono { font: 12px ui-monospace, Menlo, Consolas, monospace;
  overflow-wrap: anywhere; }
.alert-line { display: grid; grid-template-columns: 54px 196px minmax(80px, 1fr) 180px 54px 96px 96px; gap: 12px;
  padding: 6px 4px 6px 22px; font-variant-numeric: tabular-nums; align-items: center; min-width: 820px; }
.alert-line.head { color: var(--muted); font-weight: 600; font-size: 12.5px; }
summary.alert-line { cursor: pointer; list-style: none; position: relative; }
summary.alert-line::-webkit-details-marker { display: none; }
summary.alert-line::before { content: "▸"; position: absolute; left: 6px; color: var(--muted); }
details[open] > summary.alert-line::before { content: "▾"; }
summary.alert-line:hover { background: color-mix(in srgb, var(--text) 6%, transparent); }
details { border-top: 1px solid var(--rule); } .score { font-weight: 600; text-align: right; }
.alert-body { padding: 2px 22px 12px; } .alert-body p { margin: 6px 0; } .counterfactual { font-style: italic; }
.alert-body table { width: auto; min-width: 520px; margin: 8px 0; }
@media print { body { background: none; max-width: none; } .card { break-inside: avoid; } .hover { display: none; } }
`;
